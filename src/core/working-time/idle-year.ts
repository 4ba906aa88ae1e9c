import type { WorkingCalendar } from '../workflow/workflow.ts'
import { dayNumber } from './day-number.ts'
import { hoursOn } from './working-spans.ts'

/** Whoever is asked then is not asked at all. */
const IDLE_DAYS_MAX = 365

/** The first holiday from which on nobody works for more than a year, or undefined. */
export function beginOfIdleYear(calendar: WorkingCalendar): string | undefined {
  return calendar.holidays.toSorted().find((date) => idleDays(dayNumber(date), calendar) > IDLE_DAYS_MAX)
}

/** Days without hours from this one on, as far as they matter. */
function idleDays(first: number, calendar: WorkingCalendar): number {
  let day = first
  while (day - first <= IDLE_DAYS_MAX && hoursOn(day, calendar).length === 0) day += 1
  return day - first
}
