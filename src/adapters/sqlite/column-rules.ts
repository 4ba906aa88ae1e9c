import type { ColumnDefinitionBuilder } from 'kysely'
import { sql } from 'kysely'

/** SQLite then holds every column to its type. */
export const STRICT = sql`strict`

export function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull()
}

/** SQLite lets a text key be null unless told otherwise. */
export function key(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.primaryKey().notNull()
}
