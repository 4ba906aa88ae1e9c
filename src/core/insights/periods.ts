import { groupedBy } from '../basics/grouped-by.ts'
import { known } from '../basics/known.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'
import type { CalendarDay } from '../schedule/day-starts.ts'
import { daysFrom } from '../schedule/day-starts.ts'
import { localDate, startOfDate } from '../schedule/local-date.ts'

const DAY_MS = 86_400_000
const HALF_A_DAY_MS = 43_200_000
const WEEK_DAYS = 7
/** Longer periods are shown by the week. */
const DAILY_DAYS_MAX = 30

export interface Step {
  readonly from: Timestamp
  /** Not included. */
  readonly to: Timestamp
}

export interface Period {
  readonly days: readonly CalendarDay[]
  readonly step: 'day' | 'week'
  /** Days, or weeks of which the last one ends with the period; the first can be shorter. */
  readonly steps: readonly Step[]
}

/** So many days by a zone's clock, today the last of them. */
export function periodUpTo(
  now: Timestamp,
  { timezone, count }: { readonly timezone: string; readonly count: number },
): Period {
  // From noon to noon: a day is up to some hours longer or shorter where clocks change.
  const noon = addMs(startOfDate(localDate(now, timezone), timezone), HALF_A_DAY_MS)
  const days = daysFrom(addMs(noon, -(count - 1) * DAY_MS), { timezone, count })
  const step = count > DAILY_DAYS_MAX ? 'week' : 'day'
  return { days, step, steps: step === 'day' ? days.map(stepOf) : weeksOf(days) }
}

function stepOf({ from, until }: CalendarDay): Step {
  return { from, to: until }
}

function weeksOf(days: readonly CalendarDay[]): readonly Step[] {
  const weeks = groupedBy(days, (day) => Math.floor((days.length - 1 - days.indexOf(day)) / WEEK_DAYS))
  return [...weeks.values()].map(together)
}

/** From the first of these days, of which there is one, to the end of the last. */
export function together(days: readonly CalendarDay[]): Step {
  return { from: known(days[0]).from, to: known(days.at(-1)).until }
}
