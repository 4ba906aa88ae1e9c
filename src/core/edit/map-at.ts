import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { EditPath } from '../workflow/plan-change.ts'

/** The map that stands there; an empty one where there is none. */
export function mapAt(document: Json, path: EditPath): JsonObject {
  const found = path.reduce<Json | undefined>(childOf, document)
  return isJsonObject(found) ? found : {}
}

function childOf(value: Json | undefined, key: string | number): Json | undefined {
  if (typeof key === 'number') return Array.isArray(value) ? value[key] : undefined
  return isJsonObject(value) ? value[key] : undefined
}
