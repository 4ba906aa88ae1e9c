import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'
import type { WorkingCalendar } from '../workflow/workflow.ts'
import { steadySpans } from './steady-spans.ts'
import { workingSpans } from './working-spans.ts'

const DAY_MS = 86_400_000

/**
 * Days that are searched for working time: ten years. What documents may ask for (two years of their hours, and 366
 * holidays each of which may cost a week) lies within it.
 */
export const SEARCH_DAYS_MAX = 3_653

/**
 * The first moment by which so much working time has passed since `start`, which itself may be outside of the hours.
 * Where the search ends before, its end. Throws for a zone that is none.
 */
export function addWorking(start: Timestamp, ms: number, calendar: WorkingCalendar): Timestamp {
  let left = ms
  for (let day = 0; left > 0 && day < SEARCH_DAYS_MAX; day += 1) {
    const from = addMs(start, day * DAY_MS)
    for (const span of workingWithin(from, calendar)) {
      if (span.until - span.from >= left) return addMs(span.from, left)
      left -= span.until - span.from
    }
  }
  return left > 0 ? addMs(start, SEARCH_DAYS_MAX * DAY_MS) : start
}

/** As many milliseconds later: of working time where there is a calendar, else of all time. */
export function addCounted(start: Timestamp, ms: number, calendar: WorkingCalendar | undefined): Timestamp {
  return calendar === undefined ? addMs(start, ms) : addWorking(start, ms, calendar)
}

/** The working time of the 24 hours from here on. */
function workingWithin(from: Timestamp, calendar: WorkingCalendar) {
  const day = { from, until: addMs(from, DAY_MS) }
  return steadySpans(day, calendar.timezone).flatMap((span) => workingSpans(span, calendar))
}
