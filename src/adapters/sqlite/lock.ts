import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { toOpenRefusal } from './open-failure.ts'
import type { OpenRefusal } from './open-refusal.ts'
import { primaryCodeOf, SQLITE_BUSY } from './sqlite-error.ts'

/** The lock's database. It stays empty: what counts is who has it locked. */
export const LOCK_FILE = 'owner.db'
/** The holder's process id. Only ever shown: the lock decides, and a stale file harms nobody. */
const PID_FILE = 'owner.pid'

/** The locks of this process. A database that nobody refers to is closed as garbage, and its lock with it. */
const held = new Set<DatabaseSync>()

export interface Lock {
  readonly release: () => void
}

/**
 * Makes this process the one owner of the folder until `release` or its end, however it ends: the operating system drops
 * the lock of a dead process, so nothing stale is left. Answers at once. The lock file must exist.
 */
export function acquireLock(folder: string): Result<Lock, OpenRefusal> {
  const database = new DatabaseSync(join(folder, LOCK_FILE), { timeout: 0 })
  try {
    database.exec('pragma journal_mode = memory')
    database.exec('begin exclusive')
    writePid(folder)
  } catch (error) {
    database.close()
    return err(
      isBusy(error) ? { code: 'folder-in-use', path: folder, pid: findHolder(folder) } : toOpenRefusal(folder, error),
    )
  }
  held.add(database)
  const release = () => {
    removePid(folder)
    held.delete(database)
    database.close()
  }
  return ok({ release })
}

/** Whether a process owns the folder at this moment. Says it without waiting, and without what opening a store loads. */
export function isOwned(folder: string): boolean {
  if (!existsSync(join(folder, LOCK_FILE))) return false
  const lock = acquireLock(folder)
  if (lock.ok) lock.value.release()
  return !lock.ok && lock.error.code === 'folder-in-use'
}

function isBusy(error: unknown): boolean {
  return primaryCodeOf(error) === SQLITE_BUSY
}

function writePid(folder: string): void {
  rmSync(join(folder, PID_FILE), { force: true })
  writeFileSync(join(folder, PID_FILE), `${process.pid}\n`, { flag: 'wx', mode: 0o600 })
}

/** What stays behind is only shown, and only while its process lives: a disk that refuses keeps nobody from closing. */
function removePid(folder: string): void {
  try {
    rmSync(join(folder, PID_FILE), { force: true })
  } catch {
    // The next owner writes its own.
  }
}

/** The process that says it has the folder. Null: none, or it has only just taken it over. */
function findHolder(folder: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, PID_FILE), 'utf8'), 10)
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}
