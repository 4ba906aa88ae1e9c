import type { Json } from '../basics/json.ts'
import { canonicalJson, isJsonObject } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'

/** One place where two values differ. `before` absent: it came; `after` absent: it went. */
export interface JsonChange {
  /** A JSON Pointer (RFC 6901); empty for the whole value. */
  readonly pointer: string
  readonly before?: Json | undefined
  readonly after?: Json | undefined
}

/** More differences than this nobody reads: the rest of a value is then one difference, as a whole. */
export const JSON_CHANGES_MAX = 200

/** Two values beside each other; undefined: there is none. */
export interface ValuePair {
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** Where two values differ, as deep in them as it can be said. Key order does not count, the order of lists does. */
export function jsonChanges(pair: ValuePair): readonly JsonChange[] {
  const changes = changesAt('', pair)
  return changes.length > JSON_CHANGES_MAX ? [wholeChange('', pair)] : changes
}

function changesAt(pointer: string, pair: ValuePair): readonly JsonChange[] {
  const { before, after } = pair
  if (isSame(before, after)) return []
  if (isJsonObject(before) && isJsonObject(after)) return objectChanges(pointer, before, after)
  if (isList(before) && isList(after)) return listChanges(pointer, before, after)
  return [wholeChange(pointer, pair)]
}

function wholeChange(pointer: string, { before, after }: ValuePair): JsonChange {
  return { pointer, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
}

export function isSame(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  return canonicalJson(left) === canonicalJson(right)
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

type JsonMap = Readonly<Record<string, Json>>

function objectChanges(pointer: string, before: JsonMap, after: JsonMap): readonly JsonChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap((key) =>
    changesAt(childPointer(pointer, key), { before: ownOf(before, key), after: ownOf(after, key) }),
  )
}

function ownOf(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** What both begin and end with is the same; what lies between is compared place by place. */
function listChanges(pointer: string, before: readonly Json[], after: readonly Json[]): readonly JsonChange[] {
  const head = sameAhead(before, after)
  const tail = sameAhead(before.slice(head).toReversed(), after.slice(head).toReversed())
  const [old, now] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  return Array.from({ length: Math.max(old.length, now.length) }, (_, place) =>
    changesAt(childPointer(pointer, head + place), { before: old[place], after: now[place] }),
  ).flat()
}

function sameAhead(left: readonly Json[], right: readonly Json[]): number {
  const length = Math.min(left.length, right.length)
  const different = left.slice(0, length).findIndex((item, place) => !isSame(item, right[place]))
  return different === -1 ? length : different
}
