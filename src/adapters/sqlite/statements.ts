import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Tables } from './tables.ts'

type Table = keyof Tables & string
type Columns = Readonly<Record<string, SQLInputValue>>

/** Writes a row that can not be there yet. Gives its row number. */
export function insertInto(database: DatabaseSync, table: Table): (columns: Columns) => number {
  const names = columnsOf(database, table)
  const statement = database.prepare(insertSql(table, names))
  return (columns) => Number(statement.run(...valuesOf(names, columns)).lastInsertRowid)
}

/** Writes a row unless one with its key is there. Says whether it did. */
export function insertNew(database: DatabaseSync, table: Table): (columns: Columns) => boolean {
  const names = columnsOf(database, table)
  const statement = database.prepare(`${insertSql(table, names)} on conflict do nothing`)
  return (columns) => statement.run(...valuesOf(names, columns)).changes === 1
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

/** Writes a row with an `id` and a `version` if the stored version is the expected one (0: no such row). Says whether. */
export function putVersion(database: DatabaseSync, table: Table): (columns: Columns, expected: number) => boolean {
  const names = columnsOf(database, table)
  const insert = insertNew(database, table)
  const assignments = names.map((name) => `${quoted(name)} = ?`).join(', ')
  const update = database.prepare(`update ${table} set ${assignments} where id = ? and version = ?`)
  return (columns, expected) => {
    if (expected === 0) return insert(columns)
    return update.run(...valuesOf(names, columns), columns['id'] ?? null, expected).changes === 1
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
function columnsOf(database: DatabaseSync, table: Table): readonly string[] {
  const columns = database.prepare('select name from pragma_table_info(?)').all(table)
  return columns.map((column) => String(column['name']))
}

/** Some names are words of SQL. */
function quoted(name: string): string {
  return `"${name}"`
}
