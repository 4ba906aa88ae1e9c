import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { APPLICATION_ID } from './application-id.ts'
import type { ExaminedDatabase, OffThreadTask } from './off-thread-task.ts'
import { primaryCodeOf, SQLITE_CORRUPT, SQLITE_NOTADB } from './sqlite-error.ts'

/** As long as somebody may hold the database while it is opened. */
const BUSY_TIMEOUT_MS = 10_000
const OWNER_ONLY_FILE = 0o600

const NOTHING_KNOWN = { isOurs: false, format: 0, runs: 0, facts: 0, receipts: 0 } as const

function carryOut(task: OffThreadTask): ExaminedDatabase | null {
  return task.type === 'copy' ? copy(task.from, task.to) : examine(task.path)
}

/** SQLite would make the file readable for everybody; one that is there and empty it takes as it is. */
function copy(from: string, to: string): null {
  closeSync(openSync(to, 'wx', OWNER_ONLY_FILE))
  using database = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  database.prepare('vacuum into ?').run(to)
  return null
}

function examine(path: string): ExaminedDatabase {
  using database = new DatabaseSync(path, { readOnly: true })
  try {
    const verdict = String(ask(database, 'pragma integrity_check(1)'))
    return { damage: verdict === 'ok' ? null : verdict, ...describe(database) }
  } catch (error) {
    if (!isDamage(error)) throw error
    return { damage: error.message, ...NOTHING_KNOWN }
  }
}

function describe(database: DatabaseSync): Omit<ExaminedDatabase, 'damage'> {
  if (ask(database, 'pragma application_id') !== APPLICATION_ID) return NOTHING_KNOWN
  return {
    isOurs: true,
    format: Number(ask(database, 'pragma user_version')),
    runs: Number(ask(database, 'select count(*) from runs')),
    facts: Number(ask(database, 'select coalesce(max(position), 0) from run_events')),
    receipts: Number(ask(database, 'select count(*) from job_outcomes')),
  }
}

function isDamage(error: unknown): error is Error {
  const code = primaryCodeOf(error)
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB
}

function ask(database: DatabaseSync, question: string): unknown {
  return Object.values(database.prepare(question).get() ?? {})[0]
}

parentPort?.postMessage(carryOut(workerData))
