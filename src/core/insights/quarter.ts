import type { Timestamp } from '../basics/timestamp.ts'
import { timestamp } from '../basics/timestamp.ts'

/** Sums are kept for so long: every zone's days begin at a quarter of an hour in UTC. */
export const QUARTER_MS = 900_000
/** And for whole days in UTC, so that long times are few rows. */
export const QUARTERS_A_DAY = 96

/** The number of the quarter of an hour that an instant is in, from the Unix epoch. */
export function quarterOf(at: Timestamp): number {
  return Math.floor(at / QUARTER_MS)
}

/** The first instant of a quarter. */
export function startOfQuarter(quarter: number): Timestamp {
  return timestamp(quarter * QUARTER_MS)
}

/** Quarters or days by number, the end not included. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** A time as the whole days that lie in it and the quarters around them. None of them is in two. */
export function daysAndQuarters({ from, to }: Stretch): {
  readonly days: Stretch
  readonly quarters: readonly Stretch[]
} {
  const days = { from: Math.ceil(from / QUARTERS_A_DAY), to: Math.floor(to / QUARTERS_A_DAY) }
  if (days.from >= days.to) return { days: { from: 0, to: 0 }, quarters: from < to ? [{ from, to }] : [] }
  const around = [
    { from, to: days.from * QUARTERS_A_DAY },
    { from: days.to * QUARTERS_A_DAY, to },
  ]
  return { days, quarters: around.filter((stretch) => stretch.from < stretch.to) }
}
