import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What format 12 adds to format 11. */
export function noticeTables(schema: SchemaModule): readonly Compilable[] {
  return [notices(schema), ...noticeIndexes(schema), channels(schema), preferences(schema)]
}

function notices(schema: SchemaModule): Compilable {
  return schema
    .createTable('notices')
    .addColumn('key', 'text', key)
    .addColumn('revision', 'integer', required)
    .addColumn('channel', 'text', required)
    .addColumn('person', 'text')
    .addColumn('task', 'text', required)
    .addColumn('notice', 'text', required)
    .addColumn('pace', 'text', required)
    .addColumn('message', 'text')
    .addColumn('status', 'text', required)
    .addColumn('tries', 'integer', required)
    .addColumn('send_at', 'integer', required)
    .addColumn('problem', 'text')
    .addColumn('at', 'integer', required)
    .addColumn('ended_at', 'integer')
    .modifyEnd(STRICT)
}

function noticeIndexes(schema: SchemaModule): readonly Compilable[] {
  const index = (name: string, ...columns: string[]) => schema.createIndex(name).on('notices').columns(columns)
  return [
    index('notices_waiting', 'send_at', 'key').where('status', '=', 'waiting'),
    index('notices_of_message', 'message', 'key').where('status', '=', 'waiting'),
    index('notices_of_person', 'channel', 'person', 'at'),
    index('notices_by_status', 'status', 'at', 'key'),
    index('notices_by_time', 'at', 'key'),
    index('notices_ended', 'ended_at'),
  ]
}

function channels(schema: SchemaModule): Compilable {
  return schema
    .createTable('notice_channels')
    .addColumn('id', 'text', key)
    .addColumn('revision', 'integer', required)
    .addColumn('settings', 'text')
    .addColumn('sealed_secret', 'text')
    .addColumn('by', 'text', required)
    .addColumn('at', 'integer', required)
    .modifyEnd(STRICT)
}

function preferences(schema: SchemaModule): Compilable {
  return schema
    .createTable('notice_preferences')
    .addColumn('person', 'text', key)
    .addColumn('revision', 'integer', required)
    .addColumn('preference', 'text', required)
    .modifyEnd(STRICT)
}
