import { known } from '../basics/known.ts'
import type { Weekday } from './weekday.ts'
import { WEEKDAYS } from './weekday.ts'

/** `MON-FRI`, `SAT`, `MON,WED-FRI`: each day once, from Monday on. Undefined: it does not say days of a week. */
export function readWeekdays(written: string): readonly Weekday[] | undefined {
  const ranges = written.split(',').map(daysIn)
  if (ranges.some((days) => days.length === 0)) return undefined
  return WEEKDAYS.filter((day) => ranges.flat().includes(day))
}

/** Empty where it is neither a day nor a range that goes forward. */
function daysIn(range: string): readonly Weekday[] {
  const [first, last = first, ...more] = range.split('-')
  const [from, until] = [positionOf(known(first)), positionOf(known(last))]
  return from < 0 || until < 0 || more.length > 0 ? [] : WEEKDAYS.slice(from, until + 1)
}

const NAMES: readonly string[] = WEEKDAYS

function positionOf(name: string): number {
  return NAMES.indexOf(name)
}

export const CLOCK_TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/
const DAY_MINUTES = 24 * 60

/** A time of the day, such as `09:00`, as minutes from its beginning; `24:00` is its end. Undefined: it is none. */
export function readClockTime(written: string): number | undefined {
  const read = CLOCK_TIME.exec(written)
  if (read === null) return undefined
  const [, hours, minutes] = read
  return hours === undefined ? DAY_MINUTES : Number(hours) * 60 + Number(minutes)
}
