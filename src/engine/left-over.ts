import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import { SCHEDULER } from '../core/people/scheduler.ts'
import { newestBetween } from '../core/schedule/timing.ts'
import { isArmed } from './arming.ts'
import type { Skip } from './start-fired.ts'
import type { FiringReader, FiringRow, TriggerRow } from './trigger-row.ts'

/** Of a schedule that was left alone for longer, the newest so many are recorded. */
const LEFT_OVER_MAX = 1_000

interface Leaving {
  readonly reader: Pick<FiringReader, 'decidedInstants'>
  readonly now: Timestamp
}

/** Instants that a schedule was armed for, that have come, and that nothing will be decided about any more: skipped. */
export async function leftOver({ reader, now }: Leaving, row: TriggerRow, skip: Skip): Promise<readonly FiringRow[]> {
  if (!isArmed(row) || row.nextInstant > now) return []
  const decided = await reader.decidedInstants({ trigger: row.id, from: row.nextInstant, to: now })
  const known = new Set(decided.map(({ instant }) => instant))
  const range = { from: row.nextInstant, until: addMs(now, 1), most: LEFT_OVER_MAX }
  const instants = newestBetween(row.definition, range)
  return instants.filter((instant) => !known.has(instant)).map((instant) => skipped(row, { instant, now, skip }))
}

function skipped(
  { id }: TriggerRow,
  { instant, now, skip }: { readonly instant: Timestamp; readonly now: Timestamp; readonly skip: Skip },
): FiringRow {
  const outcome = { type: 'skipped', ...skip } as const
  return {
    trigger: id,
    cause: { type: 'instant' },
    revision: 1,
    instant,
    decidedAt: now,
    by: SCHEDULER,
    outcome,
    note: null,
  }
}
