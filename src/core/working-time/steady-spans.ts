import type { Timestamp } from '../basics/timestamp.ts'
import { timestamp } from '../basics/timestamp.ts'
import { shownAt } from '../schedule/wall-clock.ts'

export interface TimeSpan {
  readonly from: Timestamp
  /** Not included. */
  readonly until: Timestamp
}

/** A span in which the clock of a zone shows the instant and always the same beside it. */
export interface SteadySpan extends TimeSpan {
  readonly offsetMs: number
}

const SECOND_MS = 1_000

/** A span of at most a day, cut where the clocks change. It takes for granted that they do so once at most. */
export function steadySpans({ from, until }: TimeSpan, timezone: string): readonly SteadySpan[] {
  const [before, after] = [offsetAt(from, timezone), offsetAt(until, timezone)]
  if (before === after) return [{ from, until, offsetMs: before }]
  const change = changeWithin({ from, until }, timezone)
  return [
    { from, until: change, offsetMs: before },
    { from: change, until, offsetMs: after },
  ]
}

/** The first second that has the offset of the end. */
function changeWithin({ from, until }: TimeSpan, timezone: string): Timestamp {
  const after = offsetAt(until, timezone)
  let [early, late] = [Math.floor(from / SECOND_MS), Math.floor(until / SECOND_MS)]
  while (early + 1 < late) {
    const middle = Math.floor((early + late) / 2)
    if (offsetAt(timestamp(middle * SECOND_MS), timezone) === after) late = middle
    else early = middle
  }
  return timestamp(late * SECOND_MS)
}

/** The clock shows seconds, so the rest of one does not count. */
function offsetAt(at: Timestamp, timezone: string): number {
  return shownAt(at, timezone) - Math.floor(at / SECOND_MS) * SECOND_MS
}
