import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What format 3 adds to format 2. */
export function skillRequestTable(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('skill_requests')
      .addColumn('id', 'text', key)
      .addColumn('revision', 'integer', required)
      .addColumn('name', 'text', required)
      .addColumn('purpose', 'text', required)
      .addColumn('inputs', 'text', required)
      .addColumn('outputs', 'text', required)
      .addColumn('workflow', 'text')
      .addColumn('workflow_name', 'text')
      .addColumn('stage', 'text')
      .addColumn('stage_name', 'text')
      .addColumn('by', 'text', required)
      .addColumn('at', 'integer', required)
      .addColumn('status', 'text', required)
      .modifyEnd(STRICT),
    schema.createIndex('skill_requests_by_time').on('skill_requests').columns(['status', 'at', 'id']),
  ]
}
