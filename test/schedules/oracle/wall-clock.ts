export const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440

/** What the clock on a wall shows at each minute of a span. All times are whole minutes since 1970. */
export interface WallClock {
  readonly timezone: string
  /** The first minute of the span, in UTC. */
  readonly from: number
  /** For each minute of the span what the clock shows then, as the minute at which a clock in UTC would show it. */
  readonly shown: Int32Array
  readonly changes: readonly ClockChange[]
}

/** A change of the clocks. */
interface ClockChange {
  /** The first minute with the new offset, in UTC. */
  readonly at: number
  /** How far the clocks go forward; negative: back. */
  readonly byMinutes: number
}

/** `from` and `until` are minutes in UTC, `until` not included. */
export function wallClockOf(timezone: string, from: number, until: number): WallClock {
  const offsetAt = offsetsOf(timezone)
  const changes = changesBetween(offsetAt, from, until)
  const shown = new Int32Array(until - from)
  let [offset, upcoming] = [offsetAt(from), 0]
  for (let minute = from; minute < until; minute += 1) {
    const change = changes[upcoming]
    if (change?.at === minute) {
      offset += change.byMinutes
      upcoming += 1
    }
    shown[minute - from] = minute + offset
  }
  return { timezone, from, shown, changes }
}

type OffsetAt = (minute: number) => number

/** How many minutes a zone is ahead of UTC. */
function offsetsOf(timezone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
  return (minute) => {
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(minute * MINUTE_MS)) ?? []
    return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes))
  }
}

/** No zone changes its clocks twice within a day. */
function changesBetween(offsetAt: OffsetAt, from: number, until: number): readonly ClockChange[] {
  const changes: ClockChange[] = []
  for (let day = from; day < until; day += DAY_MINUTES) {
    const next = Math.min(day + DAY_MINUTES, until - 1)
    const byMinutes = offsetAt(next) - offsetAt(day)
    if (byMinutes !== 0) changes.push({ at: firstWithout(offsetAt, day, next), byMinutes })
  }
  return changes
}

/** The first minute after `before` whose offset is no longer that of `before`; by `since` it is another one. */
function firstWithout(offsetAt: OffsetAt, before: number, since: number): number {
  const offset = offsetAt(before)
  let [last, first] = [before, since]
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2)
    if (offsetAt(middle) === offset) last = middle
    else first = middle
  }
  return first
}
