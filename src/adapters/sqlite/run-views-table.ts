import type { Compilable, SchemaModule } from 'kysely'
import { key, required, STRICT } from './column-rules.ts'

/** What format 20 adds to format 19. */
export function runViewsTable(schema: SchemaModule): readonly Compilable[] {
  const views = schema
    .createTable('run_views')
    .addColumn('person', 'text', key)
    .addColumn('revision', 'integer', required)
    .addColumn('views', 'text', required)
    .modifyEnd(STRICT)
  return [views]
}
