import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { timestamp } from '../../core/basics/timestamp.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { Due, DueQuestion } from '../../engine/due.ts'
import type { TriggerRow } from '../../engine/trigger-row.ts'
import { IS_OPEN } from './firing-tables.ts'
import type { Tables } from './tables.ts'
import { toTriggerRow } from './trigger-row.ts'

export async function askDue(db: Kysely<Tables>, question: DueQuestion): Promise<Due> {
  return {
    wake: await runsToWake(db, question),
    orphaned: await orphanedRuns(db, question),
    ready: await readyRuns(db, question),
    triggers: await triggersToFire(db, question),
    inTurn: await triggersInTurn(db, question),
    nextAt: await nextAfter(db, question.now),
  }
}

async function runsToWake(db: Kysely<Tables>, { now, limit }: DueQuestion): Promise<readonly RunId[]> {
  const due = db.selectFrom('runs').select('id').where('next_wake_at', '<=', now)
  return idsOf(await due.orderBy('next_wake_at').orderBy('id').limit(limit).execute())
}

async function orphanedRuns(db: Kysely<Tables>, { owner, limit }: DueQuestion): Promise<readonly RunId[]> {
  const owned = db.selectFrom('runs').select('id').where('owner', 'is not', null)
  return idsOf(await owned.where('owner', '<>', owner).orderBy('owner').orderBy('id').limit(limit).execute())
}

/** The first run of every workflow, then the second of every workflow, and so on; runs by age. */
async function readyRuns(db: Kysely<Tables>, { now, limit }: DueQuestion): Promise<readonly RunId[]> {
  const numbered = db
    .selectFrom('runs')
    .select(({ fn }) => [
      'id',
      fn
        .agg<number>('row_number')
        .over((over) => over.partitionBy('workflow').orderBy('id'))
        .as('turn'),
    ])
    .where('ready_since', '<=', now)
  return idsOf(
    await db.selectFrom(numbered.as('numbered')).select('id').orderBy('turn').orderBy('id').limit(limit).execute(),
  )
}

async function triggersToFire(db: Kysely<Tables>, { now, limit }: DueQuestion): Promise<readonly TriggerRow[]> {
  const due = armedTriggers(db).selectAll().where('next_fire_at', '<=', now)
  return (await due.orderBy('next_fire_at').orderBy('id').limit(limit).execute()).map(toTriggerRow)
}

/** What waits is looked through by its own index, and few do. */
async function triggersInTurn(db: Kysely<Tables>, { limit }: DueQuestion): Promise<readonly TriggerRow[]> {
  const inTurn = db
    .selectFrom('trigger_firings')
    .where('turn', 'is not', null)
    .where(({ or, eb, not, exists, selectFrom }) => {
      const open = selectFrom('runs').whereRef('runs.trigger', '=', 'trigger_firings.trigger').where(IS_OPEN)
      return or([eb('turn', '=', 'at-once'), not(exists(open.select('runs.id')))])
    })
    .select('trigger')
    .distinct()
    .limit(limit)
  const rows = db.selectFrom('workchart_triggers').selectAll().where('pause', 'is', null).where('id', 'in', inTurn)
  return (await rows.orderBy('id').execute()).map(toTriggerRow)
}

async function nextAfter(db: Kysely<Tables>, now: Timestamp): Promise<Timestamp | null> {
  const wake = await db
    .selectFrom('runs')
    .select(({ fn }) => fn.min('next_wake_at').as('at'))
    .where('next_wake_at', '>', now)
    .executeTakeFirst()
  const ready = await db
    .selectFrom('runs')
    .select(({ fn }) => fn.min('ready_since').as('at'))
    .where('ready_since', '>', now)
    .executeTakeFirst()
  const fire = await armedTriggers(db)
    .select(({ fn }) => fn.min('next_fire_at').as('at'))
    .where('next_fire_at', '>', now)
    .executeTakeFirst()
  const times = [wake?.at, ready?.at, fire?.at].filter((at) => typeof at === 'number')
  return times.length === 0 ? null : timestamp(Math.min(...times))
}

/** Spelled out, as in the index that holds them. */
function armedTriggers(db: Kysely<Tables>) {
  return db.selectFrom('workchart_triggers').where('enabled', '=', sql.lit(1))
}

function idsOf(rows: readonly { readonly id: RunId }[]): readonly RunId[] {
  return rows.map(({ id }) => id)
}
