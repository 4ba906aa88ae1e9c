import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What signs receipts, and what was signed. */
export function checkpointTables(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('receipt_keys')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('public_key', 'text', required)
      .addColumn('sealed_private_key', 'text', required)
      .addColumn('at', 'integer', required)
      .modifyEnd(STRICT),
    schema
      .createTable('checkpoints')
      .addColumn('number', 'integer', key)
      .addColumn('receipts', 'integer', (column) => column.notNull().unique())
      .addColumn('at', 'integer', required)
      .addColumn('line', 'text', required)
      .modifyEnd(STRICT),
  ]
}
