import type { SQLInputValue, StatementSync } from 'node:sqlite'
import type { Recording } from './recorded-store.ts'
import { openNew } from './recorded-store.ts'

interface Ready {
  readonly statement: StatementSync
  readonly values: readonly SQLInputValue[]
}

/** Executes a recording on a new database. Resolves with the seconds it took, the statements being prepared before. */
export async function replay(path: string, recording: Recording): Promise<number> {
  const database = openNew(path)
  const statements = new Map<string, StatementSync>()
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, known)
    return known
  }
  const ready = recording.map(({ sql, values }): Ready => ({ statement: prepared(sql), values }))
  const before = performance.now()
  for (const { statement, values } of ready) statement.get(...values)
  const seconds = (performance.now() - before) / 1_000
  database.close()
  return seconds
}
