import type { Compilable, SchemaModule } from 'kysely'
import { CompiledQuery, sql } from 'kysely'
import { required, STRICT } from './column-rules.ts'

/** What format 21 adds to format 20. */
export function gateTables(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('gate_lines')
      .addColumn('key', 'integer', (column) => column.primaryKey())
      .addColumn('workflow', 'text', required)
      .addColumn('stage', 'text', required)
      .addColumn('segment', 'text')
      .addColumn('digest', 'text', required)
      .addColumn('basis', 'text', required)
      .addColumn('last_at', 'integer', required)
      .modifyEnd(STRICT),
    schema
      .createIndex('gate_lines_once')
      .on('gate_lines')
      .columns(['workflow', 'stage', 'digest'])
      .expression(sql`ifnull('=' || segment, '')`)
      .unique(),
    schema
      .createTable('gate_answers')
      .addColumn('run', 'integer', required)
      .addColumn('line', 'integer', required)
      .addColumn('change', 'integer', required)
      .addColumn('at', 'integer', required)
      .addColumn('score', 'real')
      .addColumn('chance', 'real', required)
      .addColumn('least_chance', 'real', required)
      .addColumn('went', 'integer', required)
      .addColumn('looked', 'integer', required)
      .addColumn('later', 'integer', required)
      .addColumn('later_at', 'integer')
      .addColumn('second', 'integer', required)
      .addPrimaryKeyConstraint('gate_answers_once', ['run', 'line'])
      .modifyEnd(sql`strict, without rowid`),
    schema.createIndex('gate_answers_by_change').on('gate_answers').columns(['line', 'change']),
    schema.createTable('audit_secret').addColumn('secret', 'text', required).modifyEnd(STRICT),
    { compile: () => CompiledQuery.raw('insert into audit_secret (secret) values (lower(hex(randomblob(32))))') },
  ]
}
