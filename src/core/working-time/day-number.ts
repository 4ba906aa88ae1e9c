import { known } from '../basics/known.ts'
import { fromIsoTime, isoTime, timestamp } from '../basics/timestamp.ts'
import type { Weekday } from '../workflow/weekday.ts'
import { WEEKDAYS } from '../workflow/weekday.ts'

const DAY_MS = 86_400_000
const DATE_LENGTH = '2026-12-31'.length
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = WEEKDAYS.indexOf('THU')

/** Days from 1 January 1970 to a day that there is. */
export function dayNumber(date: string): number {
  return Math.round(fromIsoTime(`${date}T00:00:00Z`) / DAY_MS)
}

/** The day as `2026-12-31`. */
export function dateOf(day: number): string {
  return isoTime(timestamp(day * DAY_MS)).slice(0, DATE_LENGTH)
}

export function weekdayOf(day: number): Weekday {
  const since = (((day + FIRST_WEEKDAY) % WEEKDAYS.length) + WEEKDAYS.length) % WEEKDAYS.length
  return known(WEEKDAYS[since])
}
