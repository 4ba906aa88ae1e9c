import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'
import { localDate, startOfDate } from './local-date.ts'
import { timesADay } from './times-a-day.ts'
import type { Timing } from './timing.ts'
import { instantsAfter } from './timing.ts'

/** A day on somebody's calendar. */
export interface CalendarDay {
  readonly date: string
  readonly from: Timestamp
  /** Not included. */
  readonly until: Timestamp
}

/** Longer than any day, shorter than two. */
const DAY_AND_A_HALF_MS = 36 * 3_600_000

export interface DaysWanted {
  readonly timezone: string
  readonly count: number
}

/** The day this instant is in, and those after it. */
export function daysFrom(at: Timestamp, { timezone, count }: DaysWanted): readonly CalendarDay[] {
  const days: CalendarDay[] = []
  let from = startOfDate(localDate(at, timezone), timezone)
  while (days.length < count) {
    const until = startOfDate(localDate(addMs(from, DAY_AND_A_HALF_MS), timezone), timezone)
    days.push({ date: localDate(from, timezone), from, until })
    from = until
  }
  return days
}

/** A schedule that starts more often than this on a day is told by how often, not by its times. */
export const TIMES_LISTED_MAX = 6

/** When a schedule starts on one day. `timesADay` is what its pattern says: where clocks change it may be other. */
export type DayStarts =
  | { readonly type: 'times'; readonly instants: readonly Timestamp[] }
  | { readonly type: 'often'; readonly timesADay: number; readonly first: Timestamp }

export interface StartsWanted {
  readonly days: readonly CalendarDay[]
  /** What is not after this has been. */
  readonly after: Timestamp
}

/** What a schedule starts on each of these days; null: nothing. */
export function dayStarts(timing: Timing, { days, after }: StartsWanted): readonly (DayStarts | null)[] {
  const often = timesADay(timing.cron)
  if (often > TIMES_LISTED_MAX) return days.map((day) => oftenOn(timing, day, { after, often }))
  const begin = addMs(days[0]?.from ?? after, -1)
  // A day of the reader's can hold times of two days of the schedule.
  const count = often * (days.length + 1)
  const instants = instantsAfter(timing, { after: after > begin ? after : begin, count })
  return days.map((day) => timesOn(instants, day))
}

function timesOn(instants: readonly Timestamp[], { from, until }: CalendarDay): DayStarts | null {
  const within = instants.filter((instant) => instant >= from && instant < until)
  return within.length === 0 ? null : { type: 'times', instants: within }
}

interface Often {
  readonly after: Timestamp
  readonly often: number
}

function oftenOn(timing: Timing, { from, until }: CalendarDay, { after, often }: Often): DayStarts | null {
  const before = addMs(from, -1)
  const [first] = instantsAfter(timing, { after: after > before ? after : before, count: 1 })
  return first === undefined || first >= until ? null : { type: 'often', timesADay: often, first }
}
