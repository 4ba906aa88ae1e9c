import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What format 9 adds to format 8. */
export function webhookTable(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('webhooks')
      .addColumn('id', 'text', key)
      .addColumn('trigger', 'text', required)
      .addColumn('revision', 'integer', required)
      .addColumn('sealed_secret', 'text')
      .addColumn('sealed_previous', 'text')
      .addColumn('previous_until', 'integer')
      .addColumn('by', 'text', required)
      .addColumn('at', 'integer', required)
      .modifyEnd(STRICT),
    schema
      .createIndex('webhooks_in_use')
      .on('webhooks')
      .columns(['at', 'id', 'sealed_secret'])
      .where('sealed_secret', 'is not', null),
  ]
}
