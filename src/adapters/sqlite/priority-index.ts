import type { Compilable, SchemaModule, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { BY_DEADLINE } from './by-deadline.ts'
import { BY_PRIORITY } from './by-priority.ts'

/** What format 15 adds to format 14: open tasks by priority are a page of an index, like those by deadline. */
export function priorityIndex(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createIndex('tasks_by_priority')
      .on('tasks')
      .expression(BY_PRIORITY)
      .expression(BY_DEADLINE)
      .column('id')
      .where(sql<SqlBool>`status = 'open'`),
  ]
}
