import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

/**
 * The SHA-1 of every row of every table, and of the tables themselves. Two databases with the same digest answer every
 * question alike, however their pages lie. SQLite joins the rows, so that one of some hundred kilobytes takes a
 * millisecond.
 */
export function digestOf(database: DatabaseSync): string {
  const hash = createHash('sha1')
  for (const table of tablesOf(database)) hash.update(table).update(rowsOf(database, table))
  return hash.digest('hex')
}

/** A virtual table can not be read row by row; what it keeps its rows in can. */
function tablesOf(database: DatabaseSync): readonly string[] {
  const tables = database
    .prepare("select name from pragma_table_list where schema = 'main' and type <> 'virtual' order by name")
    .all()
  return tables.map(({ name }) => String(name))
}

function rowsOf(database: DatabaseSync, table: string): string {
  const row = database
    .prepare(`select group_concat(${joinedColumns(database, table)}, char(10)) as rows from ${table}`)
    .get()
  return String(row?.['rows'])
}

const JOINED = new Map<string, string>()

/** An expression that tells all values of a row apart. The tables of all recordings are the same. */
function joinedColumns(database: DatabaseSync, table: string): string {
  const known = JOINED.get(table)
  if (known !== undefined) return known
  const columns = database.prepare('select name, type from pragma_table_info(?)').all(table)
  const joined = `concat_ws(char(2), ${columns.map(textOf).join(', ')})`
  JOINED.set(table, joined)
  return joined
}

/** No text in these tables holds the characters 1 and 2, and STRICT tables do not mix a number with its digits. */
function textOf({ name, type }: Readonly<Record<string, unknown>>): string {
  const column = `"${String(name)}"`
  return `ifnull(${type === 'BLOB' ? `hex(${column})` : column}, char(1))`
}
