import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { openDatabase } from '../../src/adapters/sqlite/open-database.ts'
import { storeOn } from '../../src/adapters/sqlite/store-on.ts'
import type { Store } from '../../src/engine/store.ts'

/** A statement that changed something, or ended a transaction, and its values. */
interface Executed {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** Everything that was executed, in order. */
export type Recording = readonly Executed[]

export interface RecordedStore {
  readonly store: Store
  readonly recording: Recording
  readonly close: () => void
}

/** The store on a new database, remembering the statements of its transactions. */
export function openRecordedStore(path: string): RecordedStore {
  const database = openNew(path)
  const recording: Executed[] = []
  const prepare = database.prepare.bind(database)
  const recorded = (sql: string): StatementSync => {
    const statement = prepare(sql)
    return isOfTransaction(sql) ? remembering(statement, (values) => recording.push({ sql, values })) : statement
  }
  const store = storeOn(Object.assign(database, { prepare: recorded }))
  return { store, recording, close: () => database.close() }
}

export function openNew(path: string): DatabaseSync {
  const opened = openDatabase(path)
  if (!opened.ok) throw new Error(`The database can not be opened: ${opened.error.code}`)
  return opened.value
}

function isOfTransaction(sql: string): boolean {
  return /^\s*(?:begin|commit|insert|update)\b/i.test(sql)
}

function remembering(statement: StatementSync, remember: (values: readonly SQLInputValue[]) => void): StatementSync {
  const [run, get] = [statement.run.bind(statement), statement.get.bind(statement)]
  return Object.assign(statement, {
    run: (...values: SQLInputValue[]) => {
      remember(values)
      return run(...values)
    },
    get: (...values: SQLInputValue[]) => {
      remember(values)
      return get(...values)
    },
  })
}
