import type { Compilable, SchemaModule, SqlBool } from 'kysely'
import { CompiledQuery, sql } from 'kysely'
import { required, STRICT } from './column-rules.ts'

/** What format 16 adds to format 15. `ended` says of each stall whether its run has ended since. */
export function stallTables(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .createTable('stalls')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('run', 'integer', (column) => column.notNull().references('runs.key'))
      .addColumn('workflow', 'text', required)
      .addColumn('stage', 'text', required)
      .addColumn('stage_name', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('at', 'integer', required)
      .addColumn('response', 'text', required)
      .addColumn('task', 'text')
      .addColumn('ended', 'integer', required)
      .modifyEnd(STRICT),
    schema.createIndex('stalls_by_number').on('stalls').columns(['workflow', 'number']),
    schema.createIndex('stalls_of_run').on('stalls').columns(['run']),
    schema.createIndex('stalls_open').on('stalls').columns(['workflow', 'run']).where(sql<SqlBool>`ended = 0`),
    schema.createIndex('stalls_ended').on('stalls').columns(['workflow', 'at', 'run']).where(sql<SqlBool>`ended = 1`),
    schema
      .createTable('ended_runs')
      .addColumn('workflow', 'text', required)
      .addColumn('day', 'integer', required)
      .addColumn('runs', 'integer', required)
      .addPrimaryKeyConstraint('ended_runs_once', ['workflow', 'day'])
      .modifyEnd(STRICT),
    ...[OVERDUE, ASKED, ENDED].map((text): Compilable => ({ compile: () => CompiledQuery.raw(text) })),
  ]
}

const COLUMNS = 'run, workflow, stage, stage_name, kind, at, response, task, ended'

/** What tasks still tell of earlier stalls. Those after which the engine tried again by itself are only in the facts. */
const OVERDUE = `insert into stalls (${COLUMNS})
  select run, tasks.workflow, stage, stage_name, 'overdue', due, 'asked', tasks.id, finished_at is not null
  from tasks join runs on runs.key = tasks.run where overdue = 1 and due is not null order by due`

const ASKED = `insert into stalls (${COLUMNS})
  select run, tasks.workflow, stage, stage_name,
    case when because like '%The program stopped while this was being done.' then 'lost' else 'timeout' end,
    opened_at, 'asked', tasks.id, finished_at is not null
  from tasks join runs on runs.key = tasks.run
  where reason = 'stall' or (reason = 'unknown-outcome' and (
    because like '%The program stopped while this was being done.' or because like '%, the time limit of this stage.'))
  order by opened_at`

const ENDED = `insert into ended_runs (workflow, day, runs)
  select workflow, finished_at / 86400000, count(*) from runs where finished_at is not null group by 1, 2`
