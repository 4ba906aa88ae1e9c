import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Dialect, SqliteDatabase, SqliteStatement } from 'kysely'
import { SqliteDialect } from 'kysely'

/** Questions differ only in which filters are set; a bound for the case that somebody builds them otherwise. */
const STATEMENTS_KEPT_MAX = 128

/** Kysely over `node:sqlite`: its driver for another library is given a database of the shape it knows. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  const kept = new Map<string, SqliteStatement>()
  const prepare = (sql: string): SqliteStatement => {
    const known = kept.get(sql)
    if (known !== undefined) return known
    if (kept.size === STATEMENTS_KEPT_MAX) kept.clear()
    const statement = adapted(database.prepare(sql))
    kept.set(sql, statement)
    return statement
  }
  const adapter: SqliteDatabase = { prepare, close: () => database.close() }
  return new SqliteDialect({ database: adapter })
}

function adapted(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...inputs(parameters)),
    run: (parameters) => statement.run(...inputs(parameters)),
    iterate: (parameters) => statement.iterate(...inputs(parameters)),
  }
}

/** The columns' types (`tables.ts`) let nothing else through. */
function inputs(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[]
}
