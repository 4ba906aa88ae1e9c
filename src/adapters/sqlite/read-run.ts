import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Plan } from '../../core/plan/plan.ts'
import type { RunId } from '../../core/run/ids.ts'
import { CORE_VERSION } from '../../core/run/snapshot.ts'
import type { RunRecord, StoredEvent } from '../../engine/store.ts'
import { toStoredEvent } from './event-row.ts'
import { fromJsonText } from './json-text.ts'
import { toRunRow } from './run-row.ts'
import { toSnapshot } from './snapshot-row.ts'
import type { Tables } from './tables.ts'

export async function findRun(db: Kysely<Tables>, id: RunId): Promise<RunRecord | undefined> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const snapshot = await db
    .selectFrom('run_snapshots')
    .selectAll()
    .where('run_id', '=', id)
    .where('core_version', '=', CORE_VERSION)
    .executeTakeFirst()
  return snapshot === undefined ? { row: toRunRow(row) } : { row: toRunRow(row), snapshot: toSnapshot(snapshot) }
}

interface WhichFacts {
  readonly after: number
  readonly also: readonly number[]
}

export async function history(
  db: Kysely<Tables>,
  id: RunId,
  { after, also }: WhichFacts,
): Promise<readonly StoredEvent[]> {
  const earlier = also.filter((seq) => seq <= after)
  const facts = db
    .selectFrom('run_events')
    .select(['seq', 'at', 'type', 'body'])
    .where('run_id', '=', id)
    .orderBy('seq')
  const picked =
    earlier.length === 0
      ? []
      : await facts.where('seq', 'in', sql<number>`(select value from json_each(${JSON.stringify(earlier)}))`).execute()
  const later = await facts.where('seq', '>', after).execute()
  return [...picked, ...later].map(toStoredEvent)
}

export async function findPlan(db: Kysely<Tables>, digest: string): Promise<Plan | undefined> {
  const row = await db.selectFrom('plans').select('body').where('digest', '=', digest).executeTakeFirst()
  return row === undefined ? undefined : fromJsonText(row.body)
}
