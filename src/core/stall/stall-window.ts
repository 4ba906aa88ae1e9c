import type { Timestamp } from '../basics/timestamp.ts'
import { addMs, timestamp } from '../basics/timestamp.ts'

/** Stalls are counted over so many days, the one that is going on among them. */
export const STALL_DAYS = 30

const DAY_MS = 86_400_000

/** The number of a day, in UTC: what ended is counted by these. */
export function utcDayOf(at: Timestamp): number {
  return Math.floor(at / DAY_MS)
}

/** When the days begin over which stalls are counted. */
export function stallsSince(now: Timestamp): Timestamp {
  return addMs(timestamp(utcDayOf(now) * DAY_MS), -(STALL_DAYS - 1) * DAY_MS)
}
