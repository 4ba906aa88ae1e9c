import type { Kysely } from 'kysely'
import type { RunId } from '../../core/run/ids.ts'
import type { Tables } from './tables.ts'

/** The key of a run, as part of a question. */
export function keyOf(db: Kysely<Tables>, id: RunId) {
  return db.selectFrom('runs').select('key').where('id', '=', id)
}
