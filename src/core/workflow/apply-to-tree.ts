import type { Json } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { EditPath, RealChange, RenameChange } from './plan-change.ts'
import type { SourceEntry, SourceList, SourceMap, SourceNode } from './source-tree.ts'

/** The values after a change, without reading the text again. What is new has no place in it. */
export function applyToTree(root: SourceNode, change: RealChange): SourceNode {
  switch (change.kind) {
    case 'replace':
      return changeAt(root, change.path, () => fromJson(change.value))
    case 'add':
      return changeAt(root, change.path, () => withMember(change.node, change.key, fromJson(change.value)))
    case 'insert':
      return withItems(root, change, (items) => items.toSpliced(change.at, 0, fromJson(change.value)))
    case 'append':
      return withItems(root, change, (items) => items.toSpliced(change.after + 1, 0, ...change.values.map(fromJson)))
    case 'rename':
      return changeAt(root, change.path, () => withKey(change))
    case 'move':
      return withItems(root, change, (items) => {
        return items.toSpliced(change.from, 1).toSpliced(change.to, 0, known(items[change.from]))
      })
    case 'remove':
      return changeAt(root, change.path, () => withoutMember(change.node, change.key))
  }
}

function changeAt(node: SourceNode, path: EditPath, by: (node: SourceNode) => SourceNode): SourceNode {
  const [key, ...deeper] = path
  if (key === undefined || node.kind === 'scalar') return by(node)
  if (node.kind === 'list')
    return { ...node, items: node.items.with(Number(key), changeAt(known(node.items[Number(key)]), deeper, by)) }
  const name = String(key)
  return withMember(node, name, changeAt(known(node.entries.get(name)).value, deeper, by))
}

interface ListChange {
  readonly path: EditPath
  readonly node: SourceList
}

function withItems(
  root: SourceNode,
  { path, node }: ListChange,
  by: (items: readonly SourceNode[]) => readonly SourceNode[],
): SourceNode {
  return changeAt(root, path, () => ({ ...node, items: by(node.items) }))
}

function withMember(node: SourceMap | SourceList, key: string | number, value: SourceNode): SourceNode {
  if (node.kind === 'list') return { ...node, items: [...node.items, value] }
  return { ...node, entries: new Map(node.entries).set(String(key), { key: NOWHERE, value }) }
}

function withoutMember(node: SourceMap | SourceList, key: string | number): SourceNode {
  if (node.kind === 'list') return { ...node, items: node.items.toSpliced(Number(key), 1) }
  const entries = new Map(node.entries)
  entries.delete(String(key))
  return { ...node, entries }
}

function withKey({ node, key, to }: RenameChange): SourceNode {
  const entries = [...node.entries].map(([name, entry]) => [name === key ? to : name, entry] as const)
  return { ...node, entries: new Map(entries) }
}

const NOWHERE = { start: 0, end: 0 }

function fromJson(value: Json): SourceNode {
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', ...NOWHERE, value, written: String(value) }
  if (Array.isArray(value)) return { kind: 'list', ...NOWHERE, items: value.map(fromJson) }
  const entries = Object.entries(value).map(([key, inner]): [string, SourceEntry] => [
    key,
    { key: NOWHERE, value: fromJson(inner) },
  ])
  return { kind: 'map', ...NOWHERE, entries: new Map(entries) }
}
