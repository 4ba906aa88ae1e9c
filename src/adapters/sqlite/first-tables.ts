import type { ColumnDefinitionBuilder, Compilable, SchemaModule, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { BY_DEADLINE } from './by-deadline.ts'
import { key, required, STRICT } from './column-rules.ts'

/** The tables of format 1. */
export function firstTables(schema: SchemaModule): readonly Compilable[] {
  return [
    plans(schema),
    runs(schema),
    ...indexesOfRuns(schema),
    runSnapshots(schema),
    runEvents(schema),
    tasks(schema),
    ...indexesOfTasks(schema),
    jobOutcomes(schema),
    workchartTriggers(schema),
    schema
      .createIndex('triggers_to_fire')
      .on('workchart_triggers')
      .column('next_fire_at')
      .where(sql<SqlBool>`enabled = 1`),
    triggerFirings(schema),
    schema.createIndex('firings_by_instant').on('trigger_firings').columns(['instant', 'trigger']),
    workchartVersions(schema),
  ]
}

function plans(schema: SchemaModule): Compilable {
  return schema
    .createTable('plans')
    .addColumn('digest', 'text', key)
    .addColumn('body', 'text', required)
    .modifyEnd(STRICT)
}

function runs(schema: SchemaModule): Compilable {
  return schema
    .createTable('runs')
    .addColumn('key', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('version', 'integer', required)
    .addColumn('workflow', 'text', required)
    .addColumn('workflow_name', 'text', required)
    .addColumn('workflow_digest', 'text', required)
    .addColumn('plan_digest', 'text', (column) => column.notNull().references('plans.digest'))
    .addColumn('title', 'text')
    .addColumn('venture', 'text')
    .addColumn('cause', 'text', required)
    .addColumn('started_by', 'text', required)
    .addColumn('origin', 'text')
    .addColumn('status', 'text', required)
    .addColumn('started_at', 'integer', required)
    .addColumn('updated_at', 'integer', required)
    .addColumn('finished_at', 'integer')
    .addColumn('counts', 'text', required)
    .addColumn('active', 'text', required)
    .addColumn('next_wake_at', 'integer')
    .addColumn('owner', 'text')
    .addColumn('ready_since', 'integer')
    .addColumn('chain_count', 'integer', required)
    .addColumn('chain_head', 'text', required)
    .modifyEnd(STRICT)
}

/** The partial ones hold only runs that wait for something: a finished run costs nothing there. */
function indexesOfRuns(schema: SchemaModule): readonly Compilable[] {
  const index = (name: string, ...columns: string[]) => schema.createIndex(name).on('runs').columns(columns)
  return [
    index('runs_by_status', 'status', 'id'),
    index('runs_by_workflow', 'workflow', 'id'),
    index('runs_by_workflow_and_status', 'workflow', 'status', 'id'),
    index('runs_to_wake', 'next_wake_at', 'id').where('next_wake_at', 'is not', null),
    index('runs_ready', 'workflow', 'id', 'ready_since').where('ready_since', 'is not', null),
    index('runs_ready_later', 'ready_since').where('ready_since', 'is not', null),
    index('runs_owned', 'owner', 'id').where('owner', 'is not', null),
  ]
}

function runSnapshots(schema: SchemaModule): Compilable {
  return schema
    .createTable('run_snapshots')
    .addColumn('run', 'integer', (column) => column.primaryKey().references('runs.key'))
    .addColumn('core_version', 'integer', required)
    .addColumn('version', 'integer', required)
    .addColumn('body', 'text', required)
    .modifyEnd(STRICT)
}

function runEvents(schema: SchemaModule): Compilable {
  return schema
    .createTable('run_events')
    .addColumn('position', 'integer', (column) => column.primaryKey())
    .addColumn('run', 'integer', ofRun)
    .addColumn('seq', 'integer', required)
    .addColumn('at', 'integer', required)
    .addColumn('facts', 'integer', required)
    .addColumn('body', 'text', required)
    .addUniqueConstraint('run_events_once', ['run', 'seq'])
    .modifyEnd(STRICT)
}

function tasks(schema: SchemaModule): Compilable {
  return schema
    .createTable('tasks')
    .addColumn('id', 'text', key)
    .addColumn('run', 'integer', ofRun)
    .addColumn('stage', 'text', required)
    .addColumn('stage_name', 'text', required)
    .addColumn('reason', 'text', required)
    .addColumn('because', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('opened_at', 'integer', required)
    .addColumn('due', 'integer')
    .addColumn('overdue', 'integer', required)
    .addColumn('asked', 'text', required)
    .addColumn('claimed_by', 'text')
    .addColumn('confidence', 'real')
    .addColumn('threshold', 'real')
    .addColumn('answer', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'integer')
    .modifyEnd(STRICT)
}

function indexesOfTasks(schema: SchemaModule): readonly Compilable[] {
  const index = (name: string) => schema.createIndex(name).on('tasks')
  return [
    index('tasks_open').expression(BY_DEADLINE).column('id').where(sql<SqlBool>`status = 'open'`),
    index('tasks_by_time').columns(['opened_at', 'id']),
    index('tasks_of_run').columns(['run', 'opened_at', 'id']),
  ]
}

/** A table with row numbers: most lines are longer than SQLite keeps whole in a page of a table without them. */
function jobOutcomes(schema: SchemaModule): Compilable {
  return schema
    .createTable('job_outcomes')
    .addColumn('run', 'integer', ofRun)
    .addColumn('number', 'integer', required)
    .addColumn('kind', 'text', required)
    .addColumn('stage', 'text')
    .addColumn('outcome', 'text')
    .addColumn('at', 'integer', required)
    .addColumn('line', 'text', required)
    .addColumn('hash', 'blob', required)
    .addPrimaryKeyConstraint('job_outcomes_once', ['run', 'number'])
    .modifyEnd(STRICT)
}

function workchartTriggers(schema: SchemaModule): Compilable {
  return schema
    .createTable('workchart_triggers')
    .addColumn('id', 'text', key)
    .addColumn('version', 'integer', required)
    .addColumn('workflow', 'text', required)
    .addColumn('digest', 'text', required)
    .addColumn('cron', 'text', required)
    .addColumn('timezone', 'text', required)
    .addColumn('inputs', 'text', required)
    .addColumn('enabled', 'integer', required)
    .addColumn('next_fire_at', 'integer')
    .addColumn('last_run', 'text')
    .modifyEnd(STRICT)
}

/** `run_id` is no reference: that an instant was answered stays known after its run is gone. */
function triggerFirings(schema: SchemaModule): Compilable {
  return schema
    .createTable('trigger_firings')
    .addColumn('trigger', 'text', required)
    .addColumn('instant', 'integer', required)
    .addColumn('decided_at', 'integer', required)
    .addColumn('run_id', 'text')
    .addColumn('skipped', 'text')
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('trigger_firings_once', ['trigger', 'instant'])
    .modifyEnd(STRICT)
}

function workchartVersions(schema: SchemaModule): Compilable {
  return schema
    .createTable('workchart_versions')
    .addColumn('workflow', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('digest', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('collection', 'text', required)
    .addColumn('file', 'text', required)
    .addColumn('text', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('at', 'integer', required)
    .addColumn('by', 'text', required)
    .addPrimaryKeyConstraint('workchart_versions_once', ['workflow', 'number'])
    .modifyEnd(STRICT)
}

function ofRun(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull().references('runs.key')
}
