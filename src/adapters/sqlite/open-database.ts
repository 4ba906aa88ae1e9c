import { DatabaseSync } from 'node:sqlite'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { APPLICATION_ID } from './application-id.ts'
import { fillTallies } from './fill-tallies.ts'
import { FORMAT, migrate } from './migrations.ts'
import { toOpenRefusal } from './open-failure.ts'
import type { OpenRefusal } from './open-refusal.ts'
import { refuseSqlite } from './sqlite-version.ts'

/** Only a tool that looks at the database from outside, such as a backup, can make us wait. */
export const BUSY_TIMEOUT_MS = 2_000

/** What SQLite must answer. Only `synchronous = full` keeps every acknowledged change through a power cut. */
const SETTINGS = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  temp_store: 2,
  secure_delete: 1,
} as const

/** Of a new database. The facts of a transition with a kilobyte of outputs leave a third of a smaller page empty. */
const PAGE_BYTES = 8_192

/** Opens the existing file, brought to today's format, and refuses one that is not ours or newer than this program. */
export function openDatabase(path: string): Result<DatabaseSync, OpenRefusal> {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  try {
    const refusal = refuseSqlite(String(ask(database, 'select sqlite_version()'))) ?? refuse(database, path)
    if (refusal === undefined) return ok(prepare(database))
    database.close()
    return err(refusal)
  } catch (error) {
    database.close()
    return err(toOpenRefusal(path, error))
  }
}

function refuse(database: DatabaseSync, path: string): OpenRefusal | undefined {
  const isOurs = isEmpty(database) || ask(database, 'pragma application_id') === APPLICATION_ID
  if (!isOurs) return { code: 'database-foreign', path }
  const found = formatOf(database)
  return found > FORMAT ? { code: 'database-newer', path, found, known: FORMAT } : undefined
}

function isEmpty(database: DatabaseSync): boolean {
  return ask(database, 'select count(*) from sqlite_schema') === 0
}

function prepare(database: DatabaseSync): DatabaseSync {
  if (isEmpty(database)) database.exec(`pragma page_size = ${PAGE_BYTES}`)
  for (const [name, value] of Object.entries(SETTINGS)) {
    database.exec(`pragma ${name} = ${value}`)
    const answer = ask(database, `pragma ${name}`)
    if (answer !== value) throw new Error(`SQLite answers ${name} = ${answer}, not ${value}`)
  }
  // SQLite's own knows the letters of ASCII only.
  database.function('lower', { deterministic: true }, (text) => (typeof text === 'string' ? text.toLowerCase() : text))
  migrate(database, formatOf(database))
  fillTallies(database)
  return database
}

function formatOf(database: DatabaseSync): number {
  return Number(ask(database, 'pragma user_version'))
}

/** The one value of a question's one row. */
function ask(database: DatabaseSync, question: string): unknown {
  return Object.values(database.prepare(question).get() ?? {})[0]
}
