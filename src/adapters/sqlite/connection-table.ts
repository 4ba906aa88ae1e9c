import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What format 5 adds to format 4. */
export function connectionTable(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('connections')
      .addColumn('name', 'text', key)
      .addColumn('revision', 'integer', required)
      .addColumn('settings', 'text')
      .addColumn('sealed_key', 'text')
      .addColumn('by', 'text', required)
      .addColumn('at', 'integer', required)
      .modifyEnd(STRICT),
  ]
}
