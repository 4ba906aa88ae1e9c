import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What format 2 adds to format 1. */
export function draftTable(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('drafts')
      .addColumn('workflow', 'text', key)
      .addColumn('revision', 'integer', required)
      .addColumn('text', 'text')
      .addColumn('collection', 'text', required)
      .addColumn('file', 'text', required)
      .addColumn('base', 'text')
      .addColumn('begun_at', 'integer', required)
      .addColumn('updated_at', 'integer', required)
      .addColumn('by', 'text', required)
      .modifyEnd(STRICT),
  ]
}
