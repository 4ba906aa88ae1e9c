import type { Json } from '../basics/json.ts'
import type { SourceList, SourceMap, SourceNode } from './source-tree.ts'

/** Keys and list positions from the outside in: `['stages', 0, 'gate', 'threshold']`. */
export type EditPath = readonly (string | number)[]

/**
 * A list takes a value at its length, which appends. Maps that are missing on the way are made. `insert` and `moveTo` are
 * for items of lists: what stands there makes room.
 */
export type DocumentEdit =
  | { readonly path: EditPath; readonly value: Json }
  | { readonly path: EditPath; readonly insert: Json }
  | { readonly path: EditPath; readonly moveTo: number }
  /** `path` leads to a list: values behind its item at `after`, else behind its last. A list that is missing or empty begins with them. */
  | { readonly path: EditPath; readonly append: readonly Json[]; readonly after?: number }
  | { readonly path: EditPath; readonly remove: true }
  /** The last step of the path, a key, gets another name. */
  | { readonly path: EditPath; readonly renameTo: string }

/** An edit in the terms of the document as it is. `path` is all there; it leads to `node`. */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'replace'; readonly path: EditPath; readonly node: SourceNode; readonly value: Json }
  | AddChange
  | InsertChange
  | AppendChange
  | MoveChange
  | RemoveChange
  | RenameChange

export type RealChange = Exclude<Change, { readonly kind: 'none' }>

export interface AddChange {
  readonly kind: 'add'
  readonly path: EditPath
  readonly node: SourceMap | SourceList
  readonly key: string | number
  readonly value: Json
}

export interface InsertChange {
  readonly kind: 'insert'
  readonly path: EditPath
  readonly node: SourceList
  /** A position that is taken. */
  readonly at: number
  readonly value: Json
}

export interface AppendChange {
  readonly kind: 'append'
  readonly path: EditPath
  readonly node: SourceList
  /** A position that is taken. */
  readonly after: number
  readonly values: readonly Json[]
}

export interface MoveChange {
  readonly kind: 'move'
  readonly path: EditPath
  readonly node: SourceList
  readonly from: number
  readonly to: number
}

export interface RemoveChange {
  readonly kind: 'remove'
  readonly path: EditPath
  /** Where the value is taken out. */
  readonly node: SourceMap | SourceList
  readonly key: string | number
}

export interface RenameChange {
  readonly kind: 'rename'
  readonly path: EditPath
  readonly node: SourceMap
  readonly key: string
  readonly to: string
}

/** Undefined where the path can not be followed. */
export function planChange(root: SourceNode, edit: DocumentEdit): Change | undefined {
  if ('moveTo' in edit) return planMove(root, edit.path, edit.moveTo)
  if ('append' in edit) return planAppending(root, edit)
  if ('insert' in edit) return planInsertion(root, edit.path, edit.insert)
  if ('renameTo' in edit) return planRename(root, edit.path, edit.renameTo)
  if ('value' in edit) return planValue(root, edit.path, edit.value)
  return follow(root, edit.path).missing.length === 0 ? planRemoval(root, edit.path) : { kind: 'none' }
}

function planValue(root: SourceNode, path: EditPath, value: Json): Change | undefined {
  const { found, node, missing } = follow(root, path)
  const [key, ...deeper] = missing
  if (key === undefined) return { kind: 'replace', path: found, node, value }
  if (deeper.some((inner) => typeof inner === 'number')) return undefined
  if (canTake(node, key)) return { kind: 'add', path: found, node, key, value: nest(deeper, value) }
  // A key without a value, as in `view:`, stands for a map that is not there yet.
  const isEmpty = node.kind === 'scalar' && node.value === null && typeof key === 'string'
  return isEmpty ? { kind: 'replace', path: found, node, value: nest(missing, value) } : undefined
}

/** At the end of a list it is an addition, and a list that is not there yet begins with it. */
function planInsertion(root: SourceNode, path: EditPath, value: Json): Change | undefined {
  const [list, at] = [path.slice(0, -1), path.at(-1)]
  if (typeof at !== 'number') return undefined
  const { found, node, missing } = follow(root, list)
  const isAbsent = missing.length > 0 || (node.kind === 'scalar' && node.value === null)
  if (isAbsent) return at === 0 ? planValue(root, list, [value]) : undefined
  if (node.kind !== 'list') return undefined
  return at in node.items ? { kind: 'insert', path: found, node, at, value } : planValue(root, path, value)
}

function planAppending(
  root: SourceNode,
  { path, append: values, after }: Extract<DocumentEdit, { readonly append: unknown }>,
): Change | undefined {
  if (values.length === 0) return { kind: 'none' }
  const { found, node, missing } = follow(root, path)
  const isAbsent = missing.length > 0 || (node.kind === 'scalar' && node.value === null)
  const isEmpty = node.kind === 'list' && node.items.length === 0
  if (isAbsent || isEmpty) return after === undefined ? planValue(root, path, values) : undefined
  if (node.kind !== 'list') return undefined
  const last = after ?? node.items.length - 1
  return last in node.items ? { kind: 'append', path: found, node, after: last, values } : undefined
}

function planMove(root: SourceNode, path: EditPath, to: number): Change | undefined {
  const [list, from] = [path.slice(0, -1), path.at(-1)]
  const { found, node, missing } = follow(root, list)
  if (missing.length > 0 || node.kind !== 'list' || typeof from !== 'number') return undefined
  if (!(from in node.items && to in node.items)) return undefined
  return from === to ? { kind: 'none' } : { kind: 'move', path: found, node, from, to }
}

function planRemoval(root: SourceNode, path: EditPath): RemoveChange | undefined {
  const key = path.at(-1)
  const { found, node } = follow(root, path.slice(0, -1))
  if (key === undefined || node.kind === 'scalar') return undefined
  return { kind: 'remove', path: found, node, key: node.kind === 'map' ? String(key) : key }
}

/** A name that is taken already would be there twice. */
function planRename(root: SourceNode, path: EditPath, to: string): RenameChange | undefined {
  const key = String(path.at(-1))
  const { found, node, missing } = follow(root, path.slice(0, -1))
  if (missing.length > 0 || node.kind !== 'map' || !node.entries.has(key) || node.entries.has(to)) return undefined
  return { kind: 'rename', path: found, node, key, to }
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
