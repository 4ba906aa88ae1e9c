import type { Kysely } from 'kysely'
import type { RunViewsReader } from '../../engine/run-views-row.ts'
import { fromJsonText } from './json-text.ts'
import type { Tables } from './tables.ts'

export function createRunViewsReads(db: Kysely<Tables>): RunViewsReader {
  return {
    findRunViews: async (person) => {
      const row = await db.selectFrom('run_views').selectAll().where('person', '=', person).executeTakeFirst()
      return row && { ...row, views: fromJsonText(row.views) }
    },
  }
}
