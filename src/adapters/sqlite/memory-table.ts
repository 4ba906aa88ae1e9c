import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** Adds what stages want remembered, and what people decided about it. */
export function memoryTable(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('memory_items')
      .addColumn('id', 'text', key)
      .addColumn('revision', 'integer', required)
      .addColumn('venture', 'text')
      .addColumn('type', 'text', required)
      .addColumn('content', 'text', required)
      .addColumn('content_sha256', 'text', required)
      .addColumn('confidence', 'real')
      .addColumn('status', 'text', required)
      .addColumn('anchors', 'text', required)
      .addColumn('sources', 'text', required)
      .addColumn('created_at', 'integer', required)
      .addColumn('updated_at', 'integer', required)
      .addColumn('decision', 'text')
      .modifyEnd(STRICT),
    schema.createIndex('memory_by_time').on('memory_items').columns(['status', 'created_at', 'id']),
    schema.createIndex('memory_by_content').on('memory_items').columns(['content_sha256', 'venture']),
  ]
}
