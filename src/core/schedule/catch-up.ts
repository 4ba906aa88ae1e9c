import type { Timestamp } from '../basics/timestamp.ts'
import { addMs, timestamp } from '../basics/timestamp.ts'
import type { ScheduleTrigger } from '../workflow/workflow.ts'
import { instantsAfter } from './timing.ts'

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
  return newestBefore(schedule, { oldest, until, count })
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

const FIRST_SPAN_MS = 3_600_000
const SPAN_GROWTH = 4

interface Newest {
  readonly oldest: Timestamp
  readonly until: Timestamp
  readonly count: number
}

/** The first of the newest so many instants from `oldest` on and before `until`: spans that grow are looked at, as a schedule gives no instant backwards. */
function newestBefore(schedule: ScheduleTrigger, { oldest, until, count }: Newest): Timestamp | undefined {
  for (let span = FIRST_SPAN_MS; ; span *= SPAN_GROWTH) {
    const begin = timestamp(Math.max(oldest, until - span))
    const found = instantsBetween(schedule, begin, until)
    if (found.length >= count || begin === oldest) return found.at(-count) ?? found[0]
  }
}

const AT_ONCE = 64

/** `from` included, `until` not. */
export function instantsBetween(schedule: ScheduleTrigger, from: Timestamp, until: Timestamp): readonly Timestamp[] {
  const found: Timestamp[] = []
  for (let after = addMs(from, -1); ; ) {
    const next = instantsAfter(schedule, { after, count: AT_ONCE })
    found.push(...next.filter((instant) => instant < until))
    const last = next.at(-1)
    if (last === undefined || last >= until || next.length < AT_ONCE) return found
    after = last
  }
}
