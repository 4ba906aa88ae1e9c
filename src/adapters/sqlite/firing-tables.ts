import type { Compilable, SchemaModule, SqlBool } from 'kysely'
import { CompiledQuery, sql } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** A run that has not ended. Spelled the same wherever the index of open runs is to be used. */
export const OPEN = "status in ('running', 'waiting', 'paused')"
export const IS_OPEN = sql.raw<SqlBool>(OPEN)

/** What format 8 adds to format 7: triggers as their version says them, and firings of every kind. */
export function firingTables(schema: SchemaModule): readonly Compilable[] {
  return [
    schema.alterTable('runs').addColumn('trigger', 'text'),
    statement(`update runs set "trigger" = json_extract(cause, '$.trigger')`),
    schema
      .createIndex('runs_open_by_trigger')
      .on('runs')
      .columns(['trigger', 'id'])
      .where('trigger', 'is not', null)
      .where(IS_OPEN),
    ...newTriggers(schema),
    ...newFirings(schema),
  ]
}

function newTriggers(schema: SchemaModule): readonly Compilable[] {
  const table = () => schema.alterTable('workchart_triggers')
  return [
    table().addColumn('type', 'text', (column) => column.notNull().defaultTo('schedule')),
    table().addColumn('definition', 'text', (column) => column.notNull().defaultTo('{}')),
    statement(DEFINITIONS),
    table().addColumn('pause', 'text'),
    table().addColumn('next_instant', 'integer'),
    statement('update workchart_triggers set next_instant = next_fire_at'),
    table().addColumn('since', 'integer', (column) => column.notNull().defaultTo(0)),
    table().addColumn('since_position', 'integer', (column) => column.notNull().defaultTo(0)),
    ...['cron', 'timezone', 'inputs'].map((column) => table().dropColumn(column)),
  ]
}

/** What the columns of format 7 said, as a published version says it. */
const DEFINITIONS = `update workchart_triggers set definition = json_object(
  'type', 'schedule', 'id', substr(id, instr(id, '/') + 1), 'cron', cron, 'timezone', timezone, 'overlap', 'skip',
  'catchUp', 'none', 'inputs', json(inputs), 'enabled', json(iif(enabled = 1, 'true', 'false')))`

function newFirings(schema: SchemaModule): readonly Compilable[] {
  return [
    schema.dropIndex('firings_by_instant'),
    schema.alterTable('trigger_firings').renameTo('old_firings'),
    triggerFirings(schema),
    statement(FIRINGS),
    schema.dropTable('old_firings'),
    index(schema, 'firings_by_instant', ['instant', 'trigger']),
    index(schema, 'firings_of_trigger', ['trigger', 'instant']),
    index(schema, 'firings_waiting', ['trigger', 'instant']).where('turn', 'is not', null),
  ]
}

function index(schema: SchemaModule, name: string, columns: readonly string[]) {
  return schema
    .createIndex(name)
    .on('trigger_firings')
    .columns([...columns])
}

/** `run_id` is no reference: that an instant was answered stays known after its run is gone. */
function triggerFirings(schema: SchemaModule): Compilable {
  return schema
    .createTable('trigger_firings')
    .addColumn('key', 'text', key)
    .addColumn('revision', 'integer', required)
    .addColumn('trigger', 'text', required)
    .addColumn('cause', 'text', required)
    .addColumn('source', 'text')
    .addColumn('id', 'text')
    .addColumn('instant', 'integer', required)
    .addColumn('decided_at', 'integer', required)
    .addColumn('by', 'text', required)
    .addColumn('run_id', 'text')
    .addColumn('skipped', 'text')
    .addColumn('detail', 'text')
    .addColumn('turn', 'text')
    .addColumn('note', 'text')
    .modifyEnd(STRICT)
}

const FIRINGS = `insert into trigger_firings (key, revision, "trigger", cause, instant, decided_at, "by", run_id, skipped, detail)
  select json_array("trigger", 'instant', instant), 1, "trigger", 'instant', instant, decided_at, 'system:scheduler',
  run_id, skipped, detail from old_firings`

function statement(text: string): Compilable {
  return { compile: () => CompiledQuery.raw(text) }
}
