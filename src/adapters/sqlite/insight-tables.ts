import type { Compilable, SchemaModule } from 'kysely'
import { CompiledQuery, sql } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** Small rows that are found by their whole key: they need no number of their own. */
const BY_KEY = sql`strict, without rowid`

/**
 * What insights add: sums over receipts, by quarter of an hour and by day in UTC. They are derived: `fill-tallies.ts`
 * makes them from the receipts that there are, from the run after `insight_fill` on; a database without runs needs none.
 */
export function insightTables(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('insight_groups')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('body', 'text', (column) => column.notNull().unique())
      .modifyEnd(STRICT),
    sumsTable(schema, 'insight_quarters'),
    sumsTable(schema, 'insight_days'),
    schema.createTable('insight_fill').addColumn('filled', 'integer', required).modifyEnd(STRICT),
    { compile: () => CompiledQuery.raw('insert into insight_fill select 0 from runs limit 1') },
    schema
      .createTable('workchart_assumptions')
      .addColumn('workflow', 'text', key)
      .addColumn('revision', 'integer', required)
      .addColumn('minutes', 'text', required)
      .addColumn('hourly', 'text')
      .addColumn('per_error', 'text')
      .addColumn('by', 'text', required)
      .addColumn('at', 'integer', required)
      .modifyEnd(STRICT),
  ]
}

/** `measure` is the place in `MEASURES`, `slot` the number of the quarter or of the day. */
function sumsTable(schema: SchemaModule, name: string): Compilable {
  return schema
    .createTable(name)
    .addColumn('measure', 'integer', required)
    .addColumn('slot', 'integer', required)
    .addColumn('tally_group', 'integer', (column) => column.notNull().references('insight_groups.id'))
    .addColumn('count', 'integer', required)
    .addColumn('sum', 'integer', required)
    .addPrimaryKeyConstraint(`${name}_once`, ['measure', 'slot', 'tally_group'])
    .modifyEnd(BY_KEY)
}
