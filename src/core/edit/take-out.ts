import type { JsonObject } from '../basics/json.ts'
import type { DocumentEdit, EditPath } from '../workflow/plan-change.ts'

/** Takes keys out of a map that stands at `path`, and the map itself where nothing would be left of it. */
export function takeOut(map: JsonObject, path: EditPath, keys: readonly string[]): readonly DocumentEdit[] {
  const there = keys.filter((key) => Object.hasOwn(map, key))
  if (there.length === 0) return []
  const isEmptied = there.length === Object.keys(map).length
  return isEmptied ? [{ path, remove: true }] : there.map((key) => ({ path: [...path, key], remove: true }))
}
