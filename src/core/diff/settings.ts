import type { Json } from '../basics/json.ts'
import { canonicalJson, isJsonObject } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'
import { known } from '../basics/known.ts'
import { ownValue } from '../basics/own-value.ts'

/** A value that changes as a whole, and where it stands. */
export interface Setting {
  readonly path: readonly string[]
  readonly value: Json
}

/** By JSON Pointer. */
export type Settings = ReadonlyMap<string, Setting>

/** The keys whose maps are compared key by key; what is not named changes as a whole. */
export interface Splits {
  readonly [key: string]: Splits
}

/**
 * The settings of each of the values, cut in the same places: where one of them holds something else than a map, none is
 * split there. A map without keys is a setting of its own, so that nothing a document says is in no setting.
 */
export function settingsOf(values: readonly (Json | undefined)[], splits: Splits): readonly Settings[] {
  const found = values.map(() => new Map<string, Setting>())
  collect({ path: [], pointer: '' }, { values, splits, found })
  return found
}

interface Place {
  readonly path: readonly string[]
  readonly pointer: string
}

interface Collection {
  readonly values: readonly (Json | undefined)[]
  readonly splits: Splits | undefined
  readonly found: readonly Map<string, Setting>[]
}

function collect(place: Place, { values, splits, found }: Collection): void {
  const isSplit = splits !== undefined && values.every((value) => value === undefined || isJsonObject(value))
  for (const [index, value] of values.entries()) {
    const isWhole = value !== undefined && (!isSplit || isAlike(value, {}))
    if (isWhole) known(found[index]).set(place.pointer, { path: place.path, value })
  }
  if (!isSplit) return
  for (const key of keysOf(values)) {
    const inner = { path: [...place.path, key], pointer: childPointer(place.pointer, key) }
    const inside = values.map((value) => (isJsonObject(value) ? ownValue(value, key) : undefined))
    collect(inner, { values: inside, splits: ownValue(splits, key), found })
  }
}

function keysOf(values: readonly (Json | undefined)[]): ReadonlySet<string> {
  return new Set(values.flatMap((value) => (isJsonObject(value) ? Object.keys(value) : [])))
}

/** The value that has exactly these settings. */
export function valueWith(settings: Iterable<Setting>): Json {
  let whole: Json = {}
  const inside = new Map<string, Setting[]>()
  for (const { path, value } of settings) {
    const [key, ...deeper] = path
    if (key === undefined) whole = value
    else inside.set(key, [...(inside.get(key) ?? []), { path: deeper, value }])
  }
  return inside.size === 0 ? whole : Object.fromEntries([...inside].map(([key, own]) => [key, valueWith(own)]))
}

/** Absent is like nothing but absent. */
export function isAlike(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  return canonicalJson(left) === canonicalJson(right)
}
