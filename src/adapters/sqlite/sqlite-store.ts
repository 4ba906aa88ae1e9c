import { join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { WholeStore } from '../../engine/whole-store.ts'
import { prepareDataFolder } from './data-folder.ts'
import { acquireLock, LOCK_FILE } from './lock.ts'
import { openDatabase } from './open-database.ts'
import type { OpenRefusal } from './open-refusal.ts'
import { storeOn } from './store-on.ts'

export interface SqliteStore extends WholeStore {
  /** Gives the folder free for another process. The store must not be used afterwards. */
  readonly close: () => void
}

export interface SqliteStoreOptions {
  /** The data folder; made when missing. */
  readonly folder: string
}

const DATABASE_FILE = 'workcharts.db'

/**
 * Opens the store in a data folder, as its one owner until `close` or the end of the process. While it is open, nothing
 * else in this process may open and close the folder's `.db` files, not even to copy them: that drops SQLite's locks.
 */
export function openSqliteStore({ folder }: SqliteStoreOptions): Result<SqliteStore, OpenRefusal> {
  const prepared = prepareDataFolder(folder, [LOCK_FILE, DATABASE_FILE])
  if (!prepared.ok) return prepared
  const lock = acquireLock(folder)
  if (!lock.ok) return lock
  const opened = openDatabase(join(folder, DATABASE_FILE))
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  const close = () => {
    opened.value.close()
    lock.value.release()
  }
  return ok({ ...storeOn(opened.value), close })
}
