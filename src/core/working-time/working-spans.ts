import { addMs, timestamp } from '../basics/timestamp.ts'
import type { WorkingCalendar, WorkingHours } from '../workflow/workflow.ts'
import { dateOf, weekdayOf } from './day-number.ts'
import type { SteadySpan, TimeSpan } from './steady-spans.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The working time within a span, in order. */
export function workingSpans(span: SteadySpan, calendar: WorkingCalendar): readonly TimeSpan[] {
  const first = Math.floor((span.from + span.offsetMs) / DAY_MS)
  const last = Math.floor((span.until + span.offsetMs) / DAY_MS)
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return days.flatMap((day) => hoursOn(day, calendar).flatMap((hours) => shared(span, day, hours)))
}

/** The hours of a day, the earliest first. `day`: how many after 1 January 1970. */
export function hoursOn(day: number, { hours, holidays }: WorkingCalendar): readonly WorkingHours[] {
  const ofWeek = hours.filter(({ days }) => days.includes(weekdayOf(day)))
  if (ofWeek.length === 0 || holidays.includes(dateOf(day))) return []
  return ofWeek.toSorted((left, right) => left.fromMinute - right.fromMinute)
}

/** What the hours of a day and the span have in common. */
function shared({ from, until, offsetMs }: SteadySpan, day: number, hours: WorkingHours): readonly TimeSpan[] {
  const midnight = timestamp(day * DAY_MS - offsetMs)
  const begin = Math.max(from, addMs(midnight, hours.fromMinute * MINUTE_MS))
  const end = Math.min(until, addMs(midnight, hours.untilMinute * MINUTE_MS))
  return begin < end ? [{ from: timestamp(begin), until: timestamp(end) }] : []
}
