import type { Compilable, SchemaModule } from 'kysely'
import { required, STRICT } from './column-rules.ts'

/** What format 7 adds to format 6. */
export function budgetTable(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('budget_claims')
      .addColumn('run', 'integer', (column) => column.notNull().references('runs.key'))
      .addColumn('fence', 'integer', required)
      .addColumn('workflow', 'text', required)
      .addColumn('at', 'integer', required)
      .addColumn('tokens', 'integer', required)
      .addColumn('money', 'text', required)
      .addColumn('uncounted', 'integer', required)
      .addColumn('unpriced', 'integer', required)
      .addPrimaryKeyConstraint('budget_claims_once', ['run', 'fence'])
      .modifyEnd(STRICT),
    schema.createIndex('budget_claims_by_time').on('budget_claims').columns(['workflow', 'at']),
  ]
}
