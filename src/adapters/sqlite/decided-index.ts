import type { Compilable, SchemaModule, SqlBool } from 'kysely'
import { CompiledQuery, sql } from 'kysely'

/** What format 14 adds to format 13: what was decided about a stage is found without a look at other tasks. */
export function decidedIndex(schema: SchemaModule): readonly Compilable[] {
  return [
    schema.alterTable('tasks').addColumn('workflow', 'text', (column) => column.notNull().defaultTo('')),
    { compile: () => CompiledQuery.raw(WORKFLOWS) },
    schema
      .createIndex('tasks_decided')
      .on('tasks')
      .columns(['workflow', 'stage', 'decided_at', 'id'])
      .where(sql<SqlBool>`status = 'answered'`),
  ]
}

const WORKFLOWS = 'update tasks set workflow = (select workflow from runs where runs.key = tasks.run)'
