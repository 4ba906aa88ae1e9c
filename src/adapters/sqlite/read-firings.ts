import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { FiringEnd, FiringReader, FiringRow, SoonQuestion, TriggerRow } from '../../engine/trigger-row.ts'
import { toFiringRow } from './firing-row.ts'
import type { SituationReads } from './read-situation.ts'
import type { Tables } from './tables.ts'
import { toTriggerRow } from './trigger-row.ts'

/** Of the newest firings, so many are looked at for how runs ended. */
const LOOKED_AT_MAX = 200

export function createFiringReads(db: Kysely<Tables>): Omit<FiringReader, keyof SituationReads> {
  const triggers = () => db.selectFrom('workchart_triggers').selectAll()
  const firings = () => db.selectFrom('trigger_firings').selectAll()
  return {
    listTriggers: async () => (await triggers().orderBy('id').execute()).map(toTriggerRow),
    findTrigger: async (id) => found(await triggers().where('id', '=', id).executeTakeFirst(), toTriggerRow),
    schedulesAfter: (after, limit) => schedulesAfter(db, after, limit),
    schedulesBetween: (question) => schedulesBetween(db, question),
    listListeners: () => listListeners(db),
    listFirings: (trigger, limit) => listFirings(db, trigger, limit),
    findFiring: async (key) => found(await firings().where('key', '=', key).executeTakeFirst(), toFiringRow),
    lastEnds: (trigger, limit) => lastEnds(db, trigger, limit),
  }
}

function found<Columns, Row>(columns: Columns | undefined, toRow: (columns: Columns) => Row): Row | undefined {
  return columns === undefined ? undefined : toRow(columns)
}

async function schedulesAfter(db: Kysely<Tables>, after: string, limit: number): Promise<readonly TriggerRow[]> {
  const rows = db.selectFrom('workchart_triggers').selectAll().where('id', '>', after)
  return (await rows.where('type', '=', 'schedule').where('enabled', '=', 1).orderBy('id').limit(limit).execute()).map(
    toTriggerRow,
  )
}

async function schedulesBetween(
  db: Kysely<Tables>,
  { after, until, limit }: SoonQuestion,
): Promise<readonly TriggerRow[]> {
  const armed = db.selectFrom('workchart_triggers').selectAll().where('enabled', '=', sql.lit(1))
  const soon = armed.where('next_fire_at', '>', after).where('next_fire_at', '<=', until)
  return (await soon.orderBy('next_fire_at').orderBy('id').limit(limit).execute()).map(toTriggerRow)
}

async function listListeners(db: Kysely<Tables>): Promise<readonly TriggerRow[]> {
  const rows = db.selectFrom('workchart_triggers').selectAll().where('type', '=', sql.lit('event'))
  return (await rows.where('enabled', '=', sql.lit(1)).where('pause', 'is', null).orderBy('id').execute()).map(
    toTriggerRow,
  )
}

async function listFirings(db: Kysely<Tables>, trigger: string | null, limit: number): Promise<readonly FiringRow[]> {
  const newest = db.selectFrom('trigger_firings').selectAll().orderBy('instant', 'desc').orderBy('trigger').limit(limit)
  const rows = await (trigger === null ? newest : newest.where('trigger', '=', trigger)).execute()
  return rows.map(toFiringRow)
}

async function lastEnds(db: Kysely<Tables>, trigger: string, limit: number): Promise<readonly FiringEnd[]> {
  const newest = db
    .selectFrom('trigger_firings')
    .select(['run_id', 'skipped', 'decided_at'])
    .where('trigger', '=', trigger)
    .orderBy('instant', 'desc')
    .limit(LOOKED_AT_MAX)
  const rows = await db
    .selectFrom(newest.as('newest'))
    .leftJoin('runs', 'runs.id', 'newest.run_id')
    .select(['newest.decided_at', 'newest.skipped', 'runs.status'])
    .where(({ or, eb }) => or([eb('runs.status', 'is not', null), eb('newest.skipped', '=', 'refused')]))
    .limit(limit)
    .execute()
  return rows.map(({ decided_at, status }) => ({ decidedAt: decided_at, status: status ?? 'refused' }))
}
