import type { Brand } from '../basics/brand.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { addMs, fromIsoTime, timestamp } from '../basics/timestamp.ts'

/** What the clock on a wall shows, as the instant at which a clock in UTC shows the same. */
export type ShownTime = Brand<number, 'ShownTime'>

export function shownTime(ms: number): ShownTime {
  return ms as ShownTime
}

const FORMATS = new Map<string, Intl.DateTimeFormat>()

/** To the second. Throws for a zone that `isTimezone` refuses. */
export function shownAt(at: Timestamp, timezone: string): ShownTime {
  const format = FORMATS.get(timezone) ?? new Intl.DateTimeFormat('sv', { ...TO_THE_SECOND, timeZone: timezone })
  FORMATS.set(timezone, format)
  return shownTime(fromIsoTime(`${format.format(at).replace(' ', 'T')}Z`))
}

/** In Swedish this is how ISO 8601 has it, with a space in the place of the `T`. */
const TO_THE_SECOND = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const

/** No zone is further from UTC. */
const OFFSET_MAX_MS = 15 * 3_600_000

/**
 * The first instant at which the clock shows this time or, where the clocks leave it out, a later one. It takes for
 * granted that no zone changes its clocks twice within a day.
 */
export function firstShowing(shown: ShownTime, timezone: string): Timestamp {
  const withOffsetAt = (at: Timestamp): Timestamp => addMs(at, shown - shownAt(at, timezone))
  const byOldOffset = withOffsetAt(timestamp(shown - OFFSET_MAX_MS))
  if (shownAt(byOldOffset, timezone) === shown) return byOldOffset
  const byNewOffset = withOffsetAt(byOldOffset)
  if (shownAt(byNewOffset, timezone) === shown) return byNewOffset
  return firstBeyond(shown, timezone, { before: byNewOffset, from: byOldOffset })
}

/** For a time that is left out: at `before` the clock shows an earlier one, at `from` a later one. */
function firstBeyond(
  shown: ShownTime,
  timezone: string,
  { before, from }: { readonly before: Timestamp; readonly from: Timestamp },
): Timestamp {
  let [early, late] = [before / 1_000, from / 1_000]
  while (early + 1 < late) {
    const middle = Math.floor((early + late) / 2)
    if (shownAt(timestamp(middle * 1_000), timezone) < shown) early = middle
    else late = middle
  }
  return timestamp(late * 1_000)
}
