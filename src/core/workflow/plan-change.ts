import type { Json } from '../basics/json.ts'
import type { SourceList, SourceMap, SourceNode } from './source-tree.ts'

/** Keys and list positions from the outside in: `['stages', 0, 'gate', 'threshold']`. */
export type EditPath = readonly (string | number)[]

/** A list takes a value at its length, which appends. Maps that are missing on the way are made. */
export type DocumentEdit =
  | { readonly path: EditPath; readonly value: Json }
  | { readonly path: EditPath; readonly remove: true }

/** An edit in the terms of the document as it is. `path` is all there; it leads to `node`. */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'replace'; readonly path: EditPath; readonly node: SourceNode; readonly value: Json }
  | AddChange
  | RemoveChange

export interface AddChange {
  readonly kind: 'add'
  readonly path: EditPath
  readonly node: SourceMap | SourceList
  readonly key: string | number
  readonly value: Json
}

export interface RemoveChange {
  readonly kind: 'remove'
  readonly path: EditPath
  /** Where the value is taken out. */
  readonly node: SourceMap | SourceList
  readonly key: string | number
}

/** Undefined where the path can not be followed. */
export function planChange(root: SourceNode, edit: DocumentEdit): Change | undefined {
  const { found, node, missing } = follow(root, edit.path)
  const [key, ...deeper] = missing
  if ('remove' in edit) return key === undefined ? planRemoval(root, edit.path) : { kind: 'none' }
  if (key === undefined) return { kind: 'replace', path: found, node, value: edit.value }
  if (deeper.some((inner) => typeof inner === 'number')) return undefined
  if (canTake(node, key)) return { kind: 'add', path: found, node, key, value: nest(deeper, edit.value) }
  // A key without a value, as in `view:`, stands for a map that is not there yet.
  const isEmpty = node.kind === 'scalar' && node.value === null && typeof key === 'string'
  return isEmpty ? { kind: 'replace', path: found, node, value: nest(missing, edit.value) } : undefined
}

function planRemoval(root: SourceNode, path: EditPath): RemoveChange | undefined {
  const key = path.at(-1)
  const { found, node } = follow(root, path.slice(0, -1))
  if (key === undefined || node.kind === 'scalar') return undefined
  return { kind: 'remove', path: found, node, key: node.kind === 'map' ? String(key) : key }
}

interface Followed {
  readonly found: EditPath
  readonly node: SourceNode
  readonly missing: EditPath
}

function follow(root: SourceNode, path: EditPath): Followed {
  let node = root
  const found: (string | number)[] = []
  for (const [at, key] of path.entries()) {
    const next = childAt(node, key)
    if (next === undefined) return { found, node, missing: path.slice(at) }
    found.push(node.kind === 'map' ? String(key) : key)
    node = next
  }
  return { found, node, missing: [] }
}

function childAt(node: SourceNode, key: string | number): SourceNode | undefined {
  if (node.kind === 'list') return typeof key === 'number' ? node.items[key] : undefined
  return node.kind === 'map' ? node.entries.get(String(key))?.value : undefined
}

function canTake(node: SourceNode, key: string | number): node is SourceMap | SourceList {
  if (node.kind === 'list') return key === node.items.length
  return node.kind === 'map' && typeof key === 'string'
}

function nest(keys: EditPath, value: Json): Json {
  return keys.reduceRight<Json>((inner, key) => ({ [key]: inner }), value)
}
