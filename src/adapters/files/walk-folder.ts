import type { Dirent } from 'node:fs'
import { lstat, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { UnusableArtifact } from '../../engine/ports.ts'
import { entryKind, linkKind } from './entry-kind.ts'
import { ifPresent } from './if-present.ts'

/** Levels below the folder that are looked at, as the Agent Skills client guide advises. */
const WALK_DEPTH_MAX = 6
/** Folders that one walk opens: more is a folder that holds something else, such as a home directory. */
const WALK_FOLDERS_MAX = 2_000
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
  const root = await ifPresent(() => realpath(request.root))
  const start = await ifPresent(() => lstat(request.folder))
  if (root === undefined || start === undefined) return { files: [], unusable: [] }
  const kind = await linkKind(request.folder, root)
  if (kind === 'file') return { files: [], unusable: [] }
  if (kind !== 'folder') return { files: [], unusable: [{ file: request.shown, ...kind }] }
  return walkFrom({ request, root, files: [], folders: [{ path: '', absolute: request.folder }], unusable: [] })
}

async function walkFrom(state: WalkState): Promise<Walk> {
  for (let opened = 0; opened < state.folders.length; opened++) {
    const folder = state.folders[opened]
    if (folder === undefined || isFull(state, opened)) break
    await openFolder(folder, state)
  }
  return { files: state.files, unusable: state.unusable }
}

interface WalkState {
  readonly request: WalkRequest
  readonly root: string
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

async function openFolder(folder: FoundFile, state: WalkState): Promise<void> {
  const entries = await listEntries(folder, state)
  const marks = folder.path === '' ? [] : entries.filter(({ name }) => state.request.isMark?.(name) === true)
  for (const entry of marks.length > 0 ? marks : entries) await takeEntry(folder, entry, state)
}

/** Ordered by name, so that the same folder reads the same on every machine. */
async function listEntries(folder: FoundFile, { request, unusable }: WalkState): Promise<readonly Dirent[]> {
  try {
    const entries = (await ifPresent(() => readdir(folder.absolute, { withFileTypes: true }))) ?? []
    return entries.filter(isWelcome).sort((left, right) => (left.name < right.name ? -1 : 1))
  } catch (error) {
    unusable.push({
      file: join(request.shown, folder.path),
      reason: `The folder can not be opened: ${error instanceof Error ? error.message : String(error)}.`,
      mend: 'Give this user the right to read it.',
    })
    return []
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
  const kind = await entryKind(entry, found.absolute, state.root)
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
