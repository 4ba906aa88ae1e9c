import type { Json } from '../basics/json.ts'
import { jsonEntries } from '../basics/json.ts'

/** Every text in a value, however deep. */
export function textsIn(value: Json): readonly string[] {
  return typeof value === 'string' ? [value] : jsonEntries(value).flatMap(([, child]) => textsIn(child))
}
