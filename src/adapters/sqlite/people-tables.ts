import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What format 11 adds to format 10. */
export function peopleTables(schema: SchemaModule): readonly Compilable[] {
  return [people(schema), accessTokens(schema), auditLog(schema)]
}

function people(schema: SchemaModule): Compilable {
  return schema
    .createTable('people')
    .addColumn('id', 'text', key)
    .addColumn('revision', 'integer', required)
    .addColumn('name', 'text', required)
    .addColumn('email', 'text', required)
    .addColumn('roles', 'text', required)
    .addColumn('teams', 'text', required)
    .addColumn('ventures', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('by', 'text', required)
    .addColumn('at', 'integer', required)
    .modifyEnd(STRICT)
}

function accessTokens(schema: SchemaModule): Compilable {
  return schema
    .createTable('access_tokens')
    .addColumn('id', 'text', key)
    .addColumn('revision', 'integer', required)
    .addColumn('holder', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('scopes', 'text', required)
    .addColumn('expires_at', 'integer', required)
    .addColumn('ended_at', 'integer')
    .addColumn('by', 'text', required)
    .addColumn('at', 'integer', required)
    .modifyEnd(STRICT)
}

function auditLog(schema: SchemaModule): Compilable {
  return schema
    .createTable('audit_log')
    .addColumn('id', 'text', key)
    .addColumn('at', 'integer', required)
    .addColumn('actor', 'text', required)
    .addColumn('role', 'text')
    .addColumn('action', 'text', required)
    .addColumn('status', 'integer', required)
    .modifyEnd(STRICT)
}
