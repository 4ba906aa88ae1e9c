import type { Stats } from 'node:fs'
import { chmodSync, closeSync, fsyncSync, lstatSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { systemCodeOf, toOpenRefusal } from './open-failure.ts'
import type { OpenRefusal } from './open-refusal.ts'

const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY_FILE = 0o600
const GROUP_AND_OTHERS = 0o077

/**
 * Makes the folder and the named files in it where they are missing, for the owner's eyes only, and refuses what
 * somebody else could have put there or could look into.
 */
export function prepareDataFolder(folder: string, files: readonly string[]): Result<undefined, OpenRefusal> {
  try {
    makeFolder(folder)
    const refusal = refuseFolder(folder) ?? refuseFirst(files.map((name) => join(folder, name)))
    return refusal === undefined ? ok(undefined) : err(refusal)
  } catch (error) {
    return err(toOpenRefusal(folder, error))
  }
}

/** A new folder is an entry of the one above it: a power cut would take one that was not flushed, with all that is in it. */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) syncFolder(dirname(made))
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function refuseFolder(path: string): OpenRefusal | undefined {
  const found = lstatSync(path)
  const foreign = refuseForeign(path, found)
  if (foreign !== undefined) return foreign
  return isOpenToOthers(found) ? { code: 'open-to-others', path } : undefined
}

function refuseFirst(files: readonly string[]): OpenRefusal | undefined {
  for (const file of files) {
    createIfMissing(file)
    const refusal = refuseForeign(file, lstatSync(file))
    if (refusal !== undefined) return refusal
    chmodSync(file, OWNER_ONLY_FILE)
  }
  return undefined
}

function refuseForeign(path: string, found: Stats): OpenRefusal | undefined {
  if (found.isSymbolicLink()) return { code: 'is-a-link', path }
  return found.uid === (process.getuid?.() ?? found.uid) ? undefined : { code: 'owned-by-another', path }
}

/** Where there are no user ids (Windows), modes say nothing. */
function isOpenToOthers({ mode }: Stats): boolean {
  return process.getuid !== undefined && (mode & GROUP_AND_OTHERS) !== 0
}

/**
 * SQLite would make the file readable for everybody; what it makes beside it later takes over the mode. An existing file
 * is never opened: closing any handle of this process on a database would drop SQLite's locks on it.
 */
function createIfMissing(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY_FILE))
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error
  }
}
