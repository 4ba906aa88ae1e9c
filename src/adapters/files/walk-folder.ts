import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { UnusableArtifact } from '../../engine/ports.ts'
import type { Complaint } from './complaint.ts'
import type { EntryKind } from './entry-kind.ts'
import { entryKind, linkKind } from './entry-kind.ts'
import { ifPresent } from './if-present.ts'
import { AT_ONCE, mapAtOnce } from './map-at-once.ts'

/** Levels below the folder that are looked at, as the Agent Skills client guide advises. */
const WALK_DEPTH_MAX = 6
/**
 * Folders that one walk opens: more is a folder that holds something else, such as a home directory. A skill is a folder,
 * so this is also how many skills a collection can hold.
 */
const WALK_FOLDERS_MAX = 4_000
/** Files that one walk lists, for the same reason. */
const WALK_FILES_MAX = 20_000

/** A file below the folder that was walked. */
export interface FoundFile {
  /** From that folder on, with `/`. */
  readonly path: string
  readonly absolute: string
}

export interface Walk {
  readonly files: readonly FoundFile[]
  /** What could not be looked at. */
  readonly unusable: readonly UnusableArtifact[]
}

export interface WalkRequest {
  /** Absolute. A folder that is not there holds nothing. */
  readonly folder: string
  /** Symbolic links are followed only to what is inside this folder. */
  readonly root: string
  /** How people know `folder`. */
  readonly shown: string
  /** The name of a file that makes a folder below this one a unit: nothing else in such a folder is looked at. */
  readonly isMark?: (name: string) => boolean
}

/** Every file in a folder and those below it, each folder in the order of names. Hidden entries are passed over. */
export async function walkFolder(request: WalkRequest): Promise<Walk> {
  const kind = await startKind(request)
  if (kind === 'absent' || kind === 'file') return { files: [], unusable: [] }
  if (kind !== 'folder') return { files: [], unusable: [{ file: request.shown, ...kind }] }
  return walkFrom({ request, files: [], folders: [{ path: '', absolute: request.folder }], unusable: [] })
}

/** A folder that is its own root can lead nowhere else; where it is no folder, it lists nothing. */
async function startKind({ folder, root }: WalkRequest): Promise<EntryKind | 'absent'> {
  if (folder === root) return 'folder'
  const start = await ifPresent(() => lstat(folder))
  return start === undefined ? 'absent' : linkKind(folder, root)
}

async function walkFrom(state: WalkState): Promise<Walk> {
  let opened = 0
  for await (const listing of readListings(state.folders)) {
    if (isFull(state, opened)) break
    await takeListing(listing, state)
    opened += 1
  }
  return { files: state.files, unusable: state.unusable }
}

interface Listing {
  readonly folder: FoundFile
  readonly entries: Result<readonly Dirent[], Complaint>
}

/** What each folder holds, those included that are found meanwhile: some are read ahead, since each costs a wait. */
async function* readListings(folders: readonly FoundFile[]): AsyncGenerator<Listing> {
  let next = 0
  while (next < folders.length) {
    const ahead = folders.slice(next, next + AT_ONCE)
    yield* await mapAtOnce(ahead, async (folder) => ({ folder, entries: await listEntries(folder) }))
    next += ahead.length
  }
}

interface WalkState {
  readonly request: WalkRequest
  readonly files: FoundFile[]
  /** Those that were opened, then those that wait. */
  readonly folders: FoundFile[]
  readonly unusable: UnusableArtifact[]
}

function isFull({ request, files, unusable }: WalkState, opened: number): boolean {
  const full = opened >= WALK_FOLDERS_MAX || files.length >= WALK_FILES_MAX
  if (full) {
    unusable.push({
      file: request.shown,
      reason: `It holds more than ${WALK_FOLDERS_MAX} folders or ${WALK_FILES_MAX} files, so the rest was not looked at.`,
      mend: 'Move what is no artifact out of it.',
    })
  }
  return full
}

async function takeListing({ folder, entries }: Listing, state: WalkState): Promise<void> {
  if (!entries.ok) {
    state.unusable.push({ file: join(state.request.shown, folder.path), ...entries.error })
    return
  }
  const isMark = folder.path === '' ? undefined : state.request.isMark
  const marks = entries.value.filter(({ name }) => isMark?.(name) === true)
  for (const entry of marks.length > 0 ? marks : entries.value) await takeEntry(folder, entry, state)
}

/** Ordered by name, so that the same folder reads the same on every machine. */
async function listEntries({ absolute }: FoundFile): Promise<Listing['entries']> {
  try {
    const entries = (await ifPresent(() => readdir(absolute, { withFileTypes: true }))) ?? []
    return ok(entries.filter(isWelcome).sort((left, right) => (left.name < right.name ? -1 : 1)))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return err({ reason: `The folder can not be opened: ${reason}.`, mend: 'Give this user the right to read it.' })
  }
}

/** Folders of other tools hold copies, not artifacts. */
const PASSED_OVER = new Set(['node_modules', '__pycache__'])

function isWelcome({ name }: Dirent): boolean {
  return !name.startsWith('.') && !PASSED_OVER.has(name)
}

async function takeEntry(folder: FoundFile, entry: Dirent, state: WalkState): Promise<void> {
  const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`
  const found = { path, absolute: join(folder.absolute, entry.name) }
  const kind = await entryKind(entry, found.absolute, state.request.root)
  if (kind === 'file') state.files.push(found)
  else if (kind === 'folder') enqueue(found, state)
  else state.unusable.push({ file: join(state.request.shown, path), ...kind })
}

function enqueue(folder: FoundFile, { request, folders, unusable }: WalkState): void {
  if (folder.path.split('/').length <= WALK_DEPTH_MAX) folders.push(folder)
  else {
    unusable.push({
      file: join(request.shown, folder.path),
      reason: `It is more than ${WALK_DEPTH_MAX} folders deep, so it was not looked at.`,
      mend: 'Move it up.',
    })
  }
}
