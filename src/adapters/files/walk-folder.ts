import type { Dirent } from 'node:fs'
import { readdirSync } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { UnusableArtifact } from '../../engine/ports.ts'
import type { Complaint } from './complaint.ts'
import type { EntryKind } from './entry-kind.ts'
import { entryKind, linkKind } from './entry-kind.ts'
import { ifPresent, ifPresentSync } from './if-present.ts'
import { isSliceOver, nextSlice } from './slice.ts'

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
  /** What its folder holds, where it makes that folder a unit. */
  readonly siblings?: readonly Dirent[]
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
  /** What `folder` holds, as the walk that found it saw; absent: it is looked at. */
  readonly entries?: readonly Dirent[] | undefined
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
  for (const folder of state.folders) {
    if (isFull(state, opened)) break
    while (isSliceOver()) await nextSlice()
    await takeFolder(folder, state)
    opened += 1
  }
  return { files: state.files, unusable: state.unusable }
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

async function takeFolder(folder: FoundFile, state: WalkState): Promise<void> {
  const { root, shown, isMark, entries } = state.request
  const isStart = folder.path === ''
  const listed = isStart && entries !== undefined ? ok(entries) : listEntries(folder.absolute)
  if (!listed.ok) {
    state.unusable.push({ file: join(shown, folder.path), ...listed.error })
    return
  }
  const siblings = listed.value
  const marks = isStart ? [] : siblings.filter(({ name }) => isMark?.(name) === true)
  for (const entry of marks.length > 0 ? marks : siblings) {
    const found = inside(folder, entry.name)
    const kind = await entryKind(entry, found.absolute, root)
    takeEntry(marks.length > 0 ? { ...found, siblings } : found, kind, state)
  }
}

/** Ordered by name, so that the same folder reads the same on every machine. */
function listEntries(folder: string): Result<readonly Dirent[], Complaint> {
  try {
    const entries = ifPresentSync(() => readdirSync(folder, { withFileTypes: true })) ?? []
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

function inside({ path, absolute }: FoundFile, name: string): FoundFile {
  return { path: path === '' ? name : `${path}/${name}`, absolute: absolute + sep + name }
}

function takeEntry(found: FoundFile, kind: EntryKind, state: WalkState): void {
  if (kind === 'file') state.files.push(found)
  else if (kind === 'folder') enqueue(found, state)
  else state.unusable.push({ file: join(state.request.shown, found.path), ...kind })
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
