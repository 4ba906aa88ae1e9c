import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Tables } from './tables.ts'

type Table = keyof Tables & string
/** Values by the name of their column. */
export type Columns = Readonly<Record<string, SQLInputValue>>

/** All rows that a question finds. SQLite tells no types: whoever writes the SQL says what a row is. */
export function allRows<Row>(question: StatementSync, ...values: readonly SQLInputValue[]): readonly Row[] {
  return question.all(...values) as unknown as readonly Row[]
}

/** The same of a question that always finds one: it adds up, or asks for what must be there. */
export function oneRow<Row>(question: StatementSync, ...values: readonly SQLInputValue[]): Row {
  return question.get(...values) as unknown as Row
}

/** Writes a row that can not be there yet. Gives its row number. */
export function insertInto(database: DatabaseSync, table: Table): (columns: Columns) => number {
  const names = columnsOf(database, table)
  const statement = database.prepare(insertSql(table, names))
  return (columns) => Number(statement.run(...valuesOf(names, columns)).lastInsertRowid)
}

/** Writes a row unless one with its key is there. Gives its row number, or nothing if one was. */
export function insertNew(database: DatabaseSync, table: Table): (columns: Columns) => number | undefined {
  const names = columnsOf(database, table)
  const statement = database.prepare(`${insertSql(table, names)} on conflict do nothing`)
  return (columns) => {
    const { changes, lastInsertRowid } = statement.run(...valuesOf(names, columns))
    return changes === 1 ? Number(lastInsertRowid) : undefined
  }
}

/** Writes a row over the one with its key, if there is one. */
export function putInto(database: DatabaseSync, table: Table, key: string): (columns: Columns) => void {
  const names = columnsOf(database, table)
  const taken = names.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')
  const statement = database.prepare(`${insertSql(table, names)} on conflict (${key}) do update set ${taken}`)
  return (columns) => {
    statement.run(...valuesOf(names, columns))
  }
}

/** Which row to change: the one with this id, if its stored version is this one. */
export interface Expected {
  readonly id: SQLInputValue
  readonly version: number
}

interface Which {
  readonly changing: readonly string[]
  /** Columns that must be as they are: otherwise nothing is changed. */
  readonly unchanged: readonly string[]
}

type UpdateVersion = (columns: Columns, expected: Expected) => number | undefined

/** Changes the named columns of a row. Gives its row number, or nothing if it is not there as expected. */
export function updateVersion(database: DatabaseSync, table: Table, { changing, unchanged }: Which): UpdateVersion {
  const assignments = changing.map((name) => `${quoted(name)} = ?`).join(', ')
  const conditions = ['id = ?', 'version = ?', ...unchanged.map((name) => `${quoted(name)} is ?`)].join(' and ')
  const statement = database.prepare(
    `update ${table} set ${assignments} where ${conditions} returning rowid as row_number`,
  )
  return (columns, { id, version }) => {
    const values = [...valuesOf(changing, columns), id, version, ...valuesOf(unchanged, columns)]
    const written = statement.get(...values)
    return written === undefined ? undefined : Number(written['row_number'])
  }
}

/** Writes the next revision of a row, the first as a new one. Says whether it was the next; otherwise nothing is written. */
export function createReviser<Row extends Columns & { readonly revision: number }>(
  database: DatabaseSync,
  table: Table,
  key: keyof Row & string,
): (row: Row) => boolean {
  const insert = insertNew(database, table)
  const names = columnsOf(database, table)
  const assignments = names.map((name) => `${quoted(name)} = ?`).join(', ')
  const update = database.prepare(`update ${table} set ${assignments} where ${key} = ? and revision = ?`)
  return (row) => {
    if (row.revision === 1) return insert(row) !== undefined
    return update.run(...valuesOf([...names, key], row), row.revision - 1).changes === 1
  }
}

function insertSql(table: Table, names: readonly string[]): string {
  return `insert into ${table} (${names.map(quoted).join(', ')}) values (${names.map(() => '?').join(', ')})`
}

/** By place, which binds faster than by name. What is missing is null: a new row's own number. */
function valuesOf(names: readonly string[], columns: Columns): readonly SQLInputValue[] {
  return names.map((name) => columns[name] ?? null)
}

/** As the migrations made them. */
export function columnsOf(database: DatabaseSync, table: Table): readonly string[] {
  const columns = database.prepare('select name from pragma_table_info(?)').all(table)
  return columns.map((column) => String(column['name']))
}

/** Some names are words of SQL. */
function quoted(name: string): string {
  return `"${name}"`
}
