import { basename, dirname } from 'node:path'
import { assertNever } from '../../../src/core/basics/assert-never.ts'
import type { Call } from '../shim/read-trace.ts'

/** A change that the process has made and no sync has made durable yet. */
export type FileChange = { readonly number: number } & (
  | { readonly type: 'wrote'; readonly offset: number; readonly bytes: Buffer }
  | { readonly type: 'sized'; readonly size: number }
)
type FolderChange = { readonly number: number } & (
  | { readonly type: 'added'; readonly name: string; readonly node: Node }
  | { readonly type: 'removed'; readonly name: string }
  /** Both entries change at once, whatever happens to the power. */
  | { readonly type: 'moved'; readonly from: string; readonly name: string; readonly node: Node }
)
export type Change = FileChange | FolderChange

export interface FileNode {
  readonly type: 'file'
  /** What the disk holds for certain. */
  durable: Buffer
  pending: FileChange[]
}

export interface FolderNode {
  readonly type: 'folder'
  durable: ReadonlyMap<string, Node>
  pending: FolderChange[]
}

export type Node = FileNode | FolderNode

/**
 * A disk as a power cut sees it. It promises what POSIX does and nothing more: a sync of a file makes its bytes and its
 * size durable, a sync of a folder its entries; what came after the last sync may survive or not, in any mixture.
 */
export interface Disk {
  readonly root: FolderNode
  /** Counts the syncs that made something durable. */
  epoch: number
  readonly nodes: Map<number, Node>
  /** The nodes that have pending changes. */
  readonly unsettled: Set<Node>
}

/** An empty disk. `inode` is the root's number in the trace. */
export function createDisk(inode: number): Disk {
  const root = aFolder()
  return { root, epoch: 0, nodes: new Map([[inode, root]]), unsettled: new Set() }
}

function aFolder(): FolderNode {
  return { type: 'folder', durable: new Map(), pending: [] }
}

function aFile(): FileNode {
  return { type: 'file', durable: Buffer.alloc(0), pending: [] }
}

/** SQLite's shared memory holds nothing that has to last: no crash state has it. */
function isFleeting(path: string): boolean {
  return path.endsWith('-shm')
}

/** Does a call on the disk. `number` is its place in the trace. */
export function applyCall(disk: Disk, call: Call, number: number): void {
  switch (call.type) {
    case 'made-file':
      if (!isFleeting(call.path)) add(disk, call, { node: aFile(), number })
      break
    case 'made-folder':
      add(disk, call, { node: aFolder(), number })
      break
    case 'wrote':
    case 'sized':
      changeFile(disk, call.inode, { ...call, number })
      break
    case 'synced':
      sync(disk, call.inode)
      break
    case 'renamed':
      rename(disk, call, number)
      break
    case 'unlinked':
    case 'removed-folder':
      if (!isFleeting(call.path)) remove(disk, call.path, number)
      break
    default:
      assertNever(call)
  }
}

interface Adding {
  readonly node: Node
  readonly number: number
}

function add(
  disk: Disk,
  { inode, path }: { readonly inode: number; readonly path: string },
  { node, number }: Adding,
): void {
  disk.nodes.set(inode, node)
  changeFolder(disk, dirname(path), { type: 'added', name: basename(path), node, number })
}

function remove(disk: Disk, path: string, number: number): void {
  changeFolder(disk, dirname(path), { type: 'removed', name: basename(path), number })
}

function rename(disk: Disk, call: Extract<Call, { readonly type: 'renamed' }>, number: number): void {
  const { path, to, inode } = call
  const node = disk.nodes.get(inode)
  if (dirname(path) !== dirname(to) || node === undefined) throw new Error(`${path} was moved to another folder, ${to}`)
  changeFolder(disk, dirname(path), { type: 'moved', from: basename(path), name: basename(to), node, number })
}

function changeFile(disk: Disk, inode: number, change: FileChange): void {
  const node = disk.nodes.get(inode)
  if (node?.type !== 'file') return
  node.pending.push(change)
  disk.unsettled.add(node)
}

function changeFolder(disk: Disk, path: string, change: FolderChange): void {
  const folder = folderAt(disk, path)
  folder.pending.push(change)
  disk.unsettled.add(folder)
}

function folderAt({ root }: Disk, path: string): FolderNode {
  const names = path === '.' ? [] : path.split('/')
  return names.reduce<FolderNode>((folder, name) => {
    const found = entriesWith(folder, ALL).get(name)
    if (found?.type !== 'folder') throw new Error(`The trace names a folder that was never made: ${path}`)
    return found
  }, root)
}

function sync(disk: Disk, inode: number): void {
  const node = disk.nodes.get(inode)
  if (node === undefined || node.pending.length === 0) return
  if (node.type === 'file') node.durable = bytesWith(node, ALL)
  else node.durable = entriesWith(node, ALL)
  node.pending = []
  disk.unsettled.delete(node)
  disk.epoch += 1
}

/** What becomes of a pending change: it survives, it is lost, or only the marked sectors of a write do. */
export type Fate = 'kept' | 'lost' | readonly boolean[]
export type Fates = (change: Change) => Fate

const ALL: Fates = () => 'kept'
const SECTOR_BYTES = 512

/** What a folder holds after a power cut. */
export function entriesWith(folder: FolderNode, fates: Fates): ReadonlyMap<string, Node> {
  if (folder.pending.length === 0) return folder.durable
  const entries = new Map(folder.durable)
  for (const change of folder.pending) {
    if (fates(change) !== 'kept') continue
    if (change.type === 'removed') entries.delete(change.name)
    if (change.type === 'moved') entries.delete(change.from)
    if (change.type !== 'removed') entries.set(change.name, change.node)
  }
  return entries
}

/** What a file holds after a power cut: where a write beyond its end survived and one before it did not, there are zeros. */
export function bytesWith(file: FileNode, fates: Fates): Buffer {
  if (file.pending.length === 0) return file.durable
  const surviving = file.pending
    .map((change) => ({ change, fate: fates(change) }))
    .filter(({ fate }) => fate !== 'lost')
  const end = Math.max(file.durable.length, ...surviving.map(({ change }) => endOf(change)))
  const bytes = Buffer.alloc(end)
  file.durable.copy(bytes)
  let size = file.durable.length
  for (const { change, fate } of surviving) {
    if (change.type === 'sized') {
      bytes.fill(0, change.size)
      size = change.size
    } else {
      copySectors(bytes, change, fate)
      size = Math.max(size, endOf(change))
    }
  }
  return bytes.subarray(0, size)
}

function endOf(change: FileChange): number {
  return change.type === 'sized' ? change.size : change.offset + change.bytes.length
}

function copySectors(
  into: Buffer,
  { offset, bytes }: Extract<FileChange, { readonly type: 'wrote' }>,
  fate: Fate,
): void {
  if (fate === 'kept') bytes.copy(into, offset)
  if (!Array.isArray(fate)) return
  sectorsOf({ offset, bytes }).forEach(([from, to], index) => {
    if (fate[index] === true) bytes.copy(into, offset + from, from, to)
  })
}

/** The pieces of a write that a disk writes whole, as places in its bytes. */
export function sectorsOf({
  offset,
  bytes,
}: Pick<Extract<FileChange, { readonly type: 'wrote' }>, 'offset' | 'bytes'>): readonly (readonly [number, number])[] {
  const sectors: [number, number][] = []
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + SECTOR_BYTES - ((offset + from) % SECTOR_BYTES))
    sectors.push([from, to])
    from = to
  }
  return sectors
}
