import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What format 10 adds to format 9. */
export function relayTable(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('relays')
      .addColumn('name', 'text', key)
      .addColumn('revision', 'integer', required)
      .addColumn('position', 'integer', required)
      .modifyEnd(STRICT),
  ]
}
