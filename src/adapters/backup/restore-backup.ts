import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { lstat, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { makeFolder, syncFolder } from '../make-folder.ts'
import { DATABASE_NAME, SIGN_IN_NAME } from './entry-name.ts'
import type { Manifest } from './manifest.ts'
import type { Receive, Receiver } from './read-archive.ts'
import { ArchiveError, readArchive } from './read-archive.ts'
import { NOBODY } from './save-backup.ts'
import type { Examined } from './take-backup.ts'

export interface RestoreParts {
  readonly examineDatabase: (path: string) => Promise<Examined>
  /** The newest format of the database that this program reads. */
  readonly knownFormat: number
  /** Signs everybody out in a database of sign-in. */
  readonly endAllSessions: (file: string) => void
}

export interface RestoreOrder {
  /** The backup. */
  readonly file: string
  /** Where the data folder is to be: absolute; not there yet, or empty. */
  readonly folder: string
}

/** Why nothing was restored. Nothing was written then. */
export type RestoreProblem =
  | { readonly code: 'backup-unreadable'; readonly problem: string }
  | { readonly code: 'backup-damaged' | 'backup-newer'; readonly problem: string }
  | { readonly code: 'folder-in-the-way' }
  | { readonly code: 'folder-unwritable'; readonly problem: string }

/**
 * Makes a data folder of a backup. The whole file is checked before anything is written; then everything is written
 * beside the folder, checked once more, and renamed: the folder is there whole or not at all, whenever the process ends.
 */
export async function restoreBackup(
  parts: RestoreParts,
  { file, folder }: RestoreOrder,
): Promise<Result<Manifest, RestoreProblem>> {
  const refusal = (await isInTheWay(folder)) ? ({ code: 'folder-in-the-way' } as const) : await checkFile(parts, file)
  if (refusal !== undefined) return err(refusal)
  const draft = `${folder}.${randomUUID()}.restoring`
  try {
    const restored = await writeDraft(parts, file, draft)
    if (restored.ok) await giveName(draft, folder)
    return restored
  } catch (error) {
    const code = systemCodeOf(error)
    if (code === undefined) throw error
    return err({ code: 'folder-unwritable', problem: code })
  } finally {
    if (existsSync(draft)) await rm(draft, { recursive: true, force: true })
  }
}

/** A link is in the way: where it leads to may change. */
async function isInTheWay(folder: string): Promise<boolean> {
  try {
    return !(await lstat(folder)).isDirectory() || (await readdir(folder)).length > 0
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false
    if (systemCodeOf(error) !== undefined) return true
    throw error
  }
}

async function checkFile(parts: RestoreParts, file: string): Promise<RestoreProblem | undefined> {
  const read = await readFile(file, async () => NOBODY)
  return read.ok ? newerFormat(parts, read.value) : read.error
}

function newerFormat({ knownFormat }: RestoreParts, { database }: Manifest): RestoreProblem | undefined {
  if (database.format <= knownFormat) return undefined
  const problem = `Its database has the format ${database.format}; this program knows ${knownFormat}.`
  return { code: 'backup-newer', problem }
}

async function readFile(file: string, receive: Receive): Promise<Result<Manifest, RestoreProblem>> {
  const stream = createReadStream(file)
  try {
    return ok(await readArchive(stream, receive))
  } catch (error) {
    if (error instanceof ArchiveError) return err({ code: error.code, problem: error.message })
    if (isOf(error, file)) return err({ code: 'backup-unreadable', problem: systemCodeOf(error) ?? error.message })
    throw error
  } finally {
    stream.destroy()
  }
}

/** Of the backup itself, not of the folder that it is written to. */
function isOf(error: unknown, file: string): error is Error {
  const isRead = error instanceof Error && 'syscall' in error && error.syscall === 'read'
  return isRead || (error instanceof Error && 'path' in error && error.path === file)
}

async function writeDraft(parts: RestoreParts, file: string, draft: string): Promise<Result<Manifest, RestoreProblem>> {
  await makeFolder(draft)
  const folders = new Set([draft])
  const read = await readFile(file, (place) => openFile(join(draft, place), folders))
  if (!read.ok) return read
  const damage = await databaseDamage(parts, draft, read.value)
  if (damage !== undefined) return err(damage)
  if (read.value.files.some(({ name }) => name === SIGN_IN_NAME)) parts.endAllSessions(join(draft, SIGN_IN_NAME))
  for (const folder of folders) await syncFolder(folder)
  return read
}

const OWNER_ONLY_FILE = 0o600

async function openFile(path: string, folders: Set<string>): Promise<Receiver> {
  if (!folders.has(dirname(path))) {
    await makeFolder(dirname(path))
    folders.add(dirname(path))
  }
  const file = await open(path, 'wx', OWNER_ONLY_FILE)
  return {
    write: async (piece) => await file.writeFile(piece),
    [Symbol.asyncDispose]: async () => {
      await file.sync()
      await file.close()
    },
  }
}

async function databaseDamage(
  parts: RestoreParts,
  draft: string,
  { database }: Manifest,
): Promise<RestoreProblem | undefined> {
  const { damage, isOurs, format, runs } = await parts.examineDatabase(join(draft, DATABASE_NAME))
  if (damage !== null) return { code: 'backup-damaged', problem: `SQLite says of its database: ${damage}` }
  if (isOurs && format === database.format && runs === database.runs) return undefined
  return { code: 'backup-damaged', problem: 'Its database is not the one that its manifest names.' }
}

/** A rename takes the place of an empty folder, and of nothing else. */
async function giveName(draft: string, folder: string): Promise<void> {
  await rename(draft, folder)
  await syncFolder(dirname(folder))
}

/** `ENOSPC`, `EACCES`, …; undefined: no failed call of the system. */
function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
