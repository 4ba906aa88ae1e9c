import type { Timestamp } from '../basics/timestamp.ts'
import { fromIsoTime, isoTime, timestamp } from '../basics/timestamp.ts'
import { firstShowing, shownAt, shownTime } from './wall-clock.ts'

const DATE_LENGTH = '2026-12-31'.length

/** The day it is at an instant in a zone, as `2026-12-31`. Throws for a zone that `isTimezone` refuses. */
export function localDate(at: Timestamp, timezone: string): string {
  return isoTime(timestamp(shownAt(at, timezone))).slice(0, DATE_LENGTH)
}

/** The first instant of a day in a zone. */
export function startOfDate(date: string, timezone: string): Timestamp {
  return firstShowing(shownTime(fromIsoTime(`${date}T00:00:00Z`)), timezone)
}
