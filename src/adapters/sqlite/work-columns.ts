import type { Compilable, SchemaModule } from 'kysely'
import type { DraftWork } from '../../core/metrics/draft-work.ts'
import { beginWork } from '../../core/metrics/draft-work.ts'
import { toJsonText } from './json-text.ts'

/** Nobody kept count before: such a draft does not count as a new WorkChart. */
const NOT_COUNTED: DraftWork = beginWork('file')

/** What format 4 adds to format 3. */
export function workColumns(schema: SchemaModule): readonly Compilable[] {
  return [
    schema
      .alterTable('drafts')
      .addColumn('work', 'text', (column) => column.notNull().defaultTo(toJsonText(NOT_COUNTED))),
    schema.alterTable('workchart_versions').addColumn('made', 'text'),
  ]
}
