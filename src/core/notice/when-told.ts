import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'
import { firstShowing, shownAt, shownTime } from '../schedule/wall-clock.ts'
import type { NoticePreference, Pace } from './preference.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Whoever was told of so much within an hour reads no more of it one by one: the rest comes together. */
export const AT_ONCE_PER_HOUR = 20
export const FLOOD_WINDOW_MS = HOUR_MS

/** When a message may go out, and whether it is about one thing or about all there is by then. */
export type Timing = { readonly type: 'alone' | 'together'; readonly sendAt: Timestamp }

export type Wish = Pick<NoticePreference, 'timezone' | 'dailyAt'> & { readonly pace: Pace }

/** `lately`: of how much they were told one by one within the last hour. Undefined: they do not want to be told. */
export function whenTold(wish: Wish, now: Timestamp, lately: number): Timing | undefined {
  const { pace } = wish
  switch (pace) {
    case 'at-once':
      return lately < AT_ONCE_PER_HOUR
        ? { type: 'alone', sendAt: now }
        : { type: 'together', sendAt: nextHour(wish, now) }
    case 'hourly':
      return { type: 'together', sendAt: nextHour(wish, now) }
    case 'daily':
      return { type: 'together', sendAt: nextDaily(wish, now) }
    case 'never':
      return undefined
  }
}

/** The next full hour on their clock. */
function nextHour({ timezone }: Wish, now: Timestamp): Timestamp {
  return addMs(now, HOUR_MS - (shownMs(now, timezone) % HOUR_MS))
}

/** The next time their clock shows it; where a change of clocks leaves it out, as soon after it as there is a time. */
function nextDaily({ timezone, dailyAt }: Wish, now: Timestamp): Timestamp {
  const midnight = Math.floor(shownAt(now, timezone) / DAY_MS) * DAY_MS
  const today = firstShowing(shownTime(midnight + msOf(dailyAt)), timezone)
  return today > now ? today : firstShowing(shownTime(midnight + DAY_MS + msOf(dailyAt)), timezone)
}

/** To the millisecond: what a zone shows differs from UTC by whole seconds. */
function shownMs(now: Timestamp, timezone: string): number {
  return shownAt(now, timezone) + (now % 1_000)
}

/** `08:30` */
function msOf(clockTime: string): number {
  return Number(clockTime.slice(0, 2)) * HOUR_MS + Number(clockTime.slice(3)) * MINUTE_MS
}
