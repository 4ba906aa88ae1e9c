import type { Json, JsonObject } from '../basics/json.ts'
import { pointerKeys } from '../basics/json-pointer.ts'

/** Where something stands in the text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A value of a document together with its place, the same for YAML and JSON. Aliases are written out. */
export type SourceNode = SourceScalar | SourceList | SourceMap

export interface SourceScalar extends Span {
  readonly kind: 'scalar'
  readonly value: null | boolean | number | string
  /** As the author spelled it: `010` where the value is 10. */
  readonly written: string
}

export interface SourceList extends Span {
  readonly kind: 'list'
  readonly items: readonly SourceNode[]
}

export interface SourceMap extends Span {
  readonly kind: 'map'
  /** In the order of the text; of a key that is written twice, the first. */
  readonly entries: ReadonlyMap<string, SourceEntry>
}

export interface SourceEntry {
  readonly key: Span
  readonly value: SourceNode
}

/** The value alone, as plain JSON. Every key, `__proto__` too, becomes an own property. */
export function toJson(node: SourceNode): Json {
  if (node.kind === 'scalar') return node.value
  return node.kind === 'list' ? node.items.map(toJson) : toJsonObject(node)
}

export function toJsonObject(map: SourceMap): JsonObject {
  return Object.fromEntries([...map.entries].map(([key, entry]) => [key, toJson(entry.value)]))
}

/** Where the value at `pointer` stands, or its key; where it is absent, its nearest parent that is there. */
export function findSpan(root: SourceNode, pointer: string, at: 'value' | 'key'): Span {
  let node = root
  let span: Span = root
  for (const key of pointerKeys(pointer)) {
    const step = stepInto(node, key)
    if (step === undefined) return span
    node = step.value
    span = at === 'key' ? step.key : step.value
  }
  return span
}

function stepInto(node: SourceNode, key: string): SourceEntry | undefined {
  if (node.kind === 'map') return node.entries.get(key)
  const item = node.kind === 'list' ? node.items[Number(key)] : undefined
  return item && { key: item, value: item }
}
