import type { Compilable, SchemaModule } from 'kysely'

/** What format 13 adds to format 12: who was asked about a task, and how much it matters. */
export function taskColumns(schema: SchemaModule): readonly Compilable[] {
  return [
    schema.alterTable('tasks').addColumn('question_of', 'text'),
    schema.alterTable('tasks').addColumn('priority', 'text', (column) => column.notNull().defaultTo('normal')),
  ]
}
