import { readFileSync } from 'node:fs'

/** A call that a process made on a file or folder below the root. Paths are relative to the root; `''` is the root. */
export type Call = { readonly inode: number } & (
  | { readonly type: 'made-file' | 'unlinked' | 'made-folder' | 'removed-folder'; readonly path: string }
  | { readonly type: 'sized'; readonly size: number }
  | { readonly type: 'wrote'; readonly offset: number; readonly bytes: Buffer }
  /** A folder's entries, or a file's bytes and size, are durable from here on. */
  | { readonly type: 'synced' }
  | { readonly type: 'renamed'; readonly path: string; readonly to: string }
)

/** The header of a record, the same as in shim.c: four numbers of 4 bytes and two of 8. */
const HEADER_BYTES = 32

/** What the shim wrote down about a process, in the order in which it happened. */
export function readTrace(file: string, root: string): readonly Call[] {
  const trace = readFileSync(file)
  const calls: Call[] = []
  for (let at = 0; at < trace.length; ) {
    const record = recordAt(trace, at, root)
    calls.push(toCall(record))
    at = record.end
  }
  return calls
}

interface TraceRecord {
  readonly record: number
  readonly inode: number
  readonly offset: number
  readonly path: string
  readonly to: string
  readonly bytes: Buffer
  readonly end: number
}

function recordAt(trace: Buffer, at: number, root: string): TraceRecord {
  const pathAt = at + HEADER_BYTES
  const toAt = pathAt + trace.readUInt32LE(at + 4)
  const bytesAt = toAt + trace.readUInt32LE(at + 8)
  const end = bytesAt + trace.readUInt32LE(at + 12)
  const relative = (from: number, to: number): string => trace.toString('utf8', from, to).slice(root.length + 1)
  return {
    record: trace.readUInt32LE(at),
    inode: Number(trace.readBigUInt64LE(at + 16)),
    offset: Number(trace.readBigInt64LE(at + 24)),
    path: relative(pathAt, toAt),
    to: relative(toAt, bytesAt),
    bytes: trace.subarray(bytesAt, end),
    end,
  }
}

/** The numbers are those of `enum record` in shim.c. */
function toCall({ record, inode, offset, path, to, bytes }: TraceRecord): Call {
  switch (record) {
    case 1:
      return { type: 'made-file', inode, path }
    case 2:
      return { type: 'sized', inode, size: offset }
    case 3:
      return { type: 'wrote', inode, offset, bytes }
    case 4:
      return { type: 'synced', inode }
    case 5:
      return { type: 'renamed', inode, path, to }
    case 6:
      return { type: 'unlinked', inode, path }
    case 7:
      return { type: 'made-folder', inode, path }
    case 8:
      return { type: 'removed-folder', inode, path }
    default:
      throw new Error(`The trace has a record of an unknown kind: ${record}`)
  }
}
