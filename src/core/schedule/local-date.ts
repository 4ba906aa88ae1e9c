import type { Timestamp } from '../basics/timestamp.ts'
import { fromIsoTime, timestamp } from '../basics/timestamp.ts'

const FORMATS = new Map<string, Intl.DateTimeFormat>()

/** The day it is at an instant in a zone, as `2026-12-31`. Throws for a zone that `isTimezone` refuses. */
export function localDate(at: Timestamp, timezone: string): string {
  const format = FORMATS.get(timezone) ?? new Intl.DateTimeFormat('en-CA', { ...DAY, timeZone: timezone })
  FORMATS.set(timezone, format)
  return format.format(at)
}

const DAY = { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601' } as const

const HOUR_MS = 3_600_000
/** No zone is further from UTC. */
const OFFSET_MAX_MS = 15 * HOUR_MS

/** The first instant of a day in a zone, to the second. */
export function startOfDate(date: string, timezone: string): Timestamp {
  const midnight = fromIsoTime(`${date}T00:00:00Z`)
  let [before, from] = [(midnight - OFFSET_MAX_MS) / 1_000, (midnight + OFFSET_MAX_MS) / 1_000]
  while (before + 1 < from) {
    const middle = Math.floor((before + from) / 2)
    if (localDate(timestamp(middle * 1_000), timezone) < date) before = middle
    else from = middle
  }
  return timestamp(from * 1_000)
}
