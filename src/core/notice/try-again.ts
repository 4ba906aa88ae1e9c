import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'

const MINUTE_MS = 60_000

/** How long after each try that failed the next one comes: a day and a half in all, so that a night without a mail server loses nothing. */
const WAITS_MS = [1, 5, 15, 60, 180, 360, 720, 720].map((minutes) => minutes * MINUTE_MS)

/** Tries of one message; after the last it is given up and shown. */
export const TRIES_MAX = WAITS_MS.length + 1

/** When a message is tried again after so many tries; null: it is given up. */
export function nextTry(tries: number, now: Timestamp): Timestamp | null {
  const wait = WAITS_MS[tries - 1]
  return wait === undefined ? null : addMs(now, wait)
}
