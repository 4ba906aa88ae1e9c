import type { Expression, SqlBool } from 'kysely'
import { sql } from 'kysely'

/** Whether the searched text, taken literally, is part of one of the columns, whatever the case of its letters. */
export function containsText(columns: readonly string[], search: string): Expression<SqlBool> {
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const matches = columns.map((column) => sql<SqlBool>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`)
  return sql<SqlBool>`(${sql.join(matches, sql` or `)})`
}
