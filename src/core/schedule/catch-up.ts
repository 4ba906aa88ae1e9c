import type { Timestamp } from '../basics/timestamp.ts'
import { addMs, timestamp } from '../basics/timestamp.ts'
import type { ScheduleTrigger } from '../workflow/workflow.ts'
import { newestBetween } from './timing.ts'

/** How long ago a missed instant may be to be caught up, where the document does not say. */
export const CATCH_UP_WINDOW_MS = 7 * 86_400_000
/** How many are caught up, where the document does not say. */
export const CATCH_UP_USUAL = 100

export interface Missed {
  /** The first instant that nothing was decided about. */
  readonly from: Timestamp
  /** The last that counts as missed is before this. */
  readonly until: Timestamp
  readonly now: Timestamp
}

/** The instant from which on missed ones are caught up; undefined: none is. */
export function caughtUpFrom(schedule: ScheduleTrigger, { from, until, now }: Missed): Timestamp | undefined {
  const count = countOf(schedule)
  if (count === 0) return undefined
  const oldest = timestamp(Math.max(from, addMs(now, -(schedule.catchUpWindowMs ?? CATCH_UP_WINDOW_MS))))
  return newestBetween(schedule, { from: oldest, until, most: count })[0]
}

function countOf({ catchUp, catchUpMax = CATCH_UP_USUAL }: ScheduleTrigger): number {
  switch (catchUp) {
    case 'none':
      return 0
    case 'last':
      return 1
    case 'all':
      return catchUpMax
  }
}
