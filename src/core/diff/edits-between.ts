import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import { ownValue } from '../basics/own-value.ts'
import type { DocumentEdit, EditPath } from '../workflow/plan-change.ts'
import { isAlike } from './settings.ts'

/** The edits that make one document of another, one after the other: none where nothing is different. */
export function editsBetween(from: Json, to: Json, path: EditPath = []): readonly DocumentEdit[] {
  if (isAlike(from, to)) return []
  if (isJsonObject(from) && isJsonObject(to)) return mapEdits(from, to, path)
  if (isIdList(from) && isIdList(to)) return listEdits(from, to, path)
  return [{ path, value: to }]
}

function mapEdits(from: JsonObject, to: JsonObject, path: EditPath): readonly DocumentEdit[] {
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key))
  return [
    ...gone.map((key): DocumentEdit => ({ path: [...path, key], remove: true })),
    ...Object.entries(to).flatMap(([key, value]): readonly DocumentEdit[] => {
      const before = ownValue(from, key)
      return before === undefined ? [{ path: [...path, key], value }] : editsBetween(before, value, [...path, key])
    }),
  ]
}

type Item = JsonObject & { readonly id: string }

/** A list whose items can be told apart wherever they stand. */
function isIdList(value: Json): value is readonly Item[] {
  if (!Array.isArray(value) || !value.every((item) => isJsonObject(item) && typeof item['id'] === 'string'))
    return false
  return new Set(value.map(({ id }) => id)).size === value.length
}

function listEdits(from: readonly Item[], to: readonly Item[], path: EditPath): readonly DocumentEdit[] {
  const edits: DocumentEdit[] = []
  const items = [...from]
  for (const item of from.toReversed()) {
    if (to.some(({ id }) => id === item.id)) continue
    const [at] = [items.indexOf(item)]
    items.splice(at, 1)
    edits.push({ path: [...path, at], remove: true })
  }
  for (const [index, item] of to.entries()) {
    edits.push(...placed(items, { item, index, path }))
    edits.push(...editsBetween(known(items[index]), item, [...path, index]))
  }
  return edits
}

interface Placing {
  readonly item: Item
  readonly index: number
  readonly path: EditPath
}

/** Brings an item to its place, and does the same with `items`. */
function placed(items: Item[], { item, index, path }: Placing): readonly DocumentEdit[] {
  const at = items.findIndex(({ id }) => id === item.id)
  if (at === index) return []
  if (at === -1) {
    items.splice(index, 0, item)
    return [{ path: [...path, index], insert: item }]
  }
  items.splice(index, 0, ...items.splice(at, 1))
  return [{ path: [...path, at], moveTo: index }]
}
