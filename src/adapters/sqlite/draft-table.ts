import type { Compilable, SchemaModule } from 'kysely'
import { sql } from 'kysely'

/** What format 2 adds to format 1. */
export function draftTable(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('drafts')
      .addColumn('workflow', 'text', (column) => column.primaryKey().notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('text', 'text')
      .addColumn('collection', 'text', (column) => column.notNull())
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('base', 'text')
      .addColumn('begun_at', 'integer', (column) => column.notNull())
      .addColumn('updated_at', 'integer', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .modifyEnd(sql`strict`),
  ]
}
