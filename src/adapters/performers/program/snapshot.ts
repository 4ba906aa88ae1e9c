import { createHash } from 'node:crypto'
import type { Dirent, Stats } from 'node:fs'
import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Files by their path in the folder, with what they hold. Null: too large to be looked into. */
export type Snapshot = ReadonlyMap<string, FileState>

export interface FileState {
  readonly size: number
  readonly sha256: string | null
}

/** More files than this are not looked at: nobody reads a list of what changed among so many. */
const FILES_MAX = 10_000
/** A larger file is known by its size and is not kept. */
const FILE_MAX_BYTES = 10 * 1024 * 1024
/** What belongs to tools, and changes with whatever they do. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** What stands in a folder now. Links are not followed, so that nothing outside of it is looked at. */
export async function takeSnapshot(folder: string): Promise<Snapshot> {
  const files = new Map<string, FileState>()
  for await (const path of walk(folder)) {
    if (files.size >= FILES_MAX) break
    const state = await readState(path)
    if (state !== undefined) files.set(relative(folder, path), state)
  }
  return files
}

/** In the order of their names, so that two looks at the same folder see the same files first. */
async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => [])
  for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    if (LEFT_OUT.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path)
    else if (entry.isFile()) yield path
  }
}

async function readState(path: string): Promise<FileState | undefined> {
  const file = await readFileAt(path)
  if (file === undefined) return undefined
  const { stats, bytes } = file
  return { size: stats.size, sha256: bytes && createHash('sha256').update(bytes).digest('hex') }
}

/** A file that is one, with its bytes unless they are too many. Undefined: it is gone, can not be read, or became a link. */
export async function readFileAt(
  path: string,
): Promise<{ readonly stats: Stats; readonly bytes: Uint8Array | null } | undefined> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const stats = await file.stat()
    if (!stats.isFile()) return undefined
    return { stats, bytes: stats.size > FILE_MAX_BYTES ? null : await file.readFile() }
  } catch {
    return undefined
  }
}
