import type { SQLInputValue, StatementSync } from 'node:sqlite'
import type { Recording } from './recorded-store.ts'
import { openNew } from './recorded-store.ts'

interface Ready {
  readonly statement: StatementSync
  readonly values: readonly SQLInputValue[]
}

export interface Replayed {
  readonly seconds: number
  /** The milliseconds of each transaction. */
  readonly transactions: readonly number[]
}

/** Executes a recording on a new database, the statements being prepared before. */
export async function replay(path: string, recording: Recording): Promise<Replayed> {
  const database = openNew(path)
  const statements = new Map<string, StatementSync>()
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, known)
    return known
  }
  const transactions = inTransactions(recording.map(({ sql, values }) => ({ statement: prepared(sql), values })))
  const before = performance.now()
  const times = transactions.map(execute)
  const seconds = (performance.now() - before) / 1_000
  database.close()
  return { seconds, transactions: times }
}

function execute(transaction: readonly Ready[]): number {
  const before = performance.now()
  for (const { statement, values } of transaction) statement.get(...values)
  return performance.now() - before
}

function inTransactions(all: readonly Ready[]): readonly (readonly Ready[])[] {
  const transactions: Ready[][] = []
  for (const ready of all) {
    if (/^\s*begin\b/i.test(ready.statement.sourceSQL)) transactions.push([])
    transactions.at(-1)?.push(ready)
  }
  return transactions
}
