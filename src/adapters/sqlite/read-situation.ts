import type { DatabaseSync } from 'node:sqlite'
import type { RunId } from '../../core/run/ids.ts'
import type { FiringReader } from '../../engine/trigger-row.ts'
import { toFiringRow } from './firing-row.ts'
import { OPEN } from './firing-tables.ts'
import type { FiringColumns } from './trigger-columns.ts'

export type SituationReads = Pick<FiringReader, 'decidedInstants' | 'waitingInstants' | 'openRunsOf'>

/** What is asked for each schedule that is due: thousands on the same instant, so the statements are prepared. */
export function createSituationReads(database: DatabaseSync): SituationReads {
  const decided = database.prepare(
    `select * from trigger_firings
     where "trigger" = ? and instant >= ? and instant <= ? and cause = 'instant' order by instant`,
  )
  const waiting = database.prepare('select * from trigger_firings where "trigger" = ? and turn = ? order by instant')
  const open = database.prepare(`select id from runs where "trigger" = ? and ${OPEN} order by id`)
  return {
    decidedInstants: async ({ trigger, from, to }) => decided.all(trigger, from, to).map(toFiring),
    waitingInstants: async ({ trigger, turn, limit }) => first(limit, waiting.iterate(trigger, turn)).map(toFiring),
    openRunsOf: async (trigger, limit) => first(limit, open.iterate(trigger)).map(({ id }) => id as RunId),
  }
}

/** Instead of a `limit ?`: SQLite plans a question anew each time that number is given, which takes longer than asking it. */
function first<Row>(limit: number, rows: IteratorObject<Row>): Row[] {
  return rows.take(limit).toArray()
}

function toFiring(columns: unknown) {
  return toFiringRow(columns as FiringColumns)
}
