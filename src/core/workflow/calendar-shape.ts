import { quoted } from '../basics/quoted.ts'
import { atMost, listOf, setOf } from './collection-shapes.ts'
import { CALENDAR_HOLIDAYS_MAX, CALENDAR_HOURS_MAX } from './limits.ts'
import { defaulted, record, required } from './record-shape.ts'
import { date, text } from './scalar-shapes.ts'
import type { Cursor, Shape } from './shape.ts'
import { mapShape, refuse } from './shape.ts'
import { CLOCK_TIME, readClockTime, readWeekdays } from './week-hours.ts'
import type { Weekday } from './weekday.ts'
import type { WorkingCalendar, WorkingHours } from './workflow.ts'

/** Days of the week, each once, from Monday on. */
const weekdays: Shape<readonly Weekday[]> = {
  schema: { type: 'string', pattern: '^[A-Z][A-Z,-]*$' },
  read: (cursor) => {
    const written = text.read(cursor)
    if (written === undefined) return undefined
    const message = `${quoted(written)} does not say days of the week.`
    const help = 'Write for example `MON-FRI` or `MON,WED`.'
    return readWeekdays(written) ?? refuse(cursor, { rule: 'bad-value', message, help })
  },
}

/** A time of the day in minutes. */
const clockTime: Shape<number> = {
  schema: { type: 'string', pattern: CLOCK_TIME.source },
  read: (cursor) => {
    const written = text.read(cursor)
    if (written === undefined) return undefined
    const message = `${quoted(written)} is not a time of the day.`
    const help = 'Write hours and minutes, for example `"09:00"`.'
    return readClockTime(written) ?? refuse(cursor, { rule: 'bad-value', message, help })
  },
}

const workingHours: Shape<WorkingHours> = record({
  days: required('days', weekdays),
  fromMinute: required('from', clockTime),
  untilMinute: required('to', clockTime),
})

/** When people work: the hours of a week in a zone, without the holidays. */
export const calendar: Shape<WorkingCalendar> = record({
  timezone: required('timezone', text),
  hours: required('hours', mapShape(atMost(CALENDAR_HOURS_MAX, listOf(workingHours)), someHours)),
  holidays: defaulted('holidays', atMost(CALENDAR_HOLIDAYS_MAX, setOf(date)), []),
})

/** Hours that can not be read are reported at their own place. */
function someHours(hours: readonly WorkingHours[], cursor: Cursor): readonly WorkingHours[] | undefined {
  if (cursor.node.kind !== 'list' || cursor.node.items.length > 0) return hours
  const help = 'Write for example `{ days: MON-FRI, from: "09:00", to: "17:00" }`.'
  return refuse(cursor, { rule: 'bad-value', message: 'There are no working hours.', help })
}
