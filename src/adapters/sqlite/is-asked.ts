import type { SqlBool } from 'kysely'
import { sql } from 'kysely'

/** Whether one of these is among those whom a task asks to decide, or was asked about it. */
export function isAsked(names: readonly string[]) {
  const listed = sql`(select value from json_each(${JSON.stringify(names)}))`
  return sql<SqlBool>`(
    exists (select 1 from json_each(tasks.asked) as asked where asked.value in ${listed})
    or tasks.question_of in ${listed}
  )`
}
