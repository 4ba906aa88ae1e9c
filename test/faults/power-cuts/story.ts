import { createHash } from 'node:crypto'
import type { Line } from '../shim/desk/lines.ts'
import { PROMISES_FILE } from '../shim/desk/lines.ts'
import type { Call } from '../shim/read-trace.ts'
import { readTrace } from '../shim/read-trace.ts'
import type { Disk } from './disk.ts'
import { applyCall, bytesWith, createDisk } from './disk.ts'

/** Where a recording lies: the trace, and the home folder as the process left it in the end. */
export interface Recording {
  readonly trace: string
  readonly home: string
  /** The home folder's number in the trace. */
  readonly inode: number
}

/** A line and its place in the trace. */
export interface Told {
  readonly number: number
  readonly line: Line
}

/** What a recording tells. */
export interface Story {
  readonly calls: readonly Call[]
  readonly lines: readonly Told[]
  /** For each file that was renamed into its place: every whole content it had, in order. */
  readonly contents: ReadonlyMap<string, readonly Content[]>
}

interface Content {
  /** The place in the trace of the rename that put it there. */
  readonly number: number
  readonly sha256: string
}

export function readStory({ trace, home, inode }: Recording): Story {
  const calls = readTrace(trace, home)
  const disk = createDisk(inode)
  const contents = new Map<string, Content[]>()
  calls.forEach((call, number) => {
    applyCall(disk, call, number)
    if (call.type !== 'renamed') return
    const content = { number, sha256: sha256Of(liveBytes(disk, call.inode)) }
    contents.set(call.to, [...(contents.get(call.to) ?? []), content])
  })
  return { calls, lines: linesOf(calls), contents }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function liveBytes({ nodes }: Disk, inode: number): Buffer {
  const node = nodes.get(inode)
  if (node?.type !== 'file') throw new Error('Only files are written whole')
  return bytesWith(node, () => 'kept')
}

/** The process writes one line at a time. */
function linesOf(calls: readonly Call[]): readonly Told[] {
  const made = calls.find((call) => call.type === 'made-file' && call.path === PROMISES_FILE)
  return calls.flatMap((call, number) =>
    call.type === 'wrote' && call.inode === made?.inode
      ? [{ number, line: JSON.parse(call.bytes.toString()) as Line }]
      : [],
  )
}
