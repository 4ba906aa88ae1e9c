import type { WallClock } from './wall-clock.ts'
import { MINUTE_MS, wallClockOf } from './wall-clock.ts'

/**
 * An hour in March and October; half an hour, in the south; changes around Ramadan; at midnight; at midnight with the
 * hour before it left out; at midnight with the hour before it twice; two hours at once.
 */
export const ZONES: readonly string[] = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Santiago',
  'America/Nuuk',
  'Africa/Cairo',
  'Antarctica/Troll',
]

/** These ten years have every kind of change: Morocco gives them up in 2026, and Greenland began in 2024 to have them at midnight. */
export function tenYears(timezone: string): WallClock {
  return clockOfYears(timezone, 2019, 2028)
}

/** Both years included, and the day before them. */
export function clockOfYears(timezone: string, first: number, last: number): WallClock {
  return wallClockOf(timezone, Date.UTC(first, 0, 0) / MINUTE_MS, Date.UTC(last + 1, 0, 1) / MINUTE_MS)
}
