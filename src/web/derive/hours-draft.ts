import { isDate } from '../../core/basics/date.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject, objectOrEmpty } from '../../core/basics/json.ts'
import { CALENDAR_HOLIDAYS_MAX } from '../../core/workflow/limits.ts'
import { readClockTime, readWeekdays } from '../../core/workflow/week-hours.ts'
import type { WorkingCalendar, WorkingHours } from '../../core/workflow/workflow.ts'

/** Hours of some days of the week, as they are written. */
export interface HoursRow {
  /** `MON-FRI` */
  readonly days: string
  readonly from: string
  readonly to: string
}

/** When people work, as it is written. */
export interface HoursDraft {
  readonly timezone: string
  readonly rows: readonly HoursRow[]
  readonly holidays: readonly string[]
}

/** Undefined: there are none, all hours count. */
export function hoursDraft(calendar: Json | undefined): HoursDraft | undefined {
  if (!isJsonObject(calendar)) return undefined
  const { timezone, hours, holidays } = calendar
  return {
    timezone: textOr(timezone),
    rows: listOr(hours).map(objectOrEmpty).map(rowOf),
    holidays: listOr(holidays).map(textOr),
  }
}

function rowOf({ days, from, to }: JsonObject): HoursRow {
  return { days: textOr(days), from: textOr(from), to: textOr(to) }
}

/** As a document has it. */
export function writtenHours({ timezone, rows, holidays }: HoursDraft): JsonObject {
  const hours = rows.map(({ days, from, to }) => ({ days, from, to }))
  return { timezone, hours, ...(holidays.length === 0 ? {} : { holidays }) }
}

const USUAL_ROW: HoursRow = { days: 'MON-FRI', from: '09:00', to: '17:00' }

/** What working hours begin with. */
export function usualHours(timezone: string): HoursDraft {
  return { timezone, rows: [USUAL_ROW], holidays: [] }
}

/** The row that is added next. */
export function nextHours(rows: readonly HoursRow[]): HoursRow {
  return rows.length === 0 ? USUAL_ROW : { days: 'SAT', from: '09:00', to: '12:00' }
}

/** What people choose from; other days stay as they are written. */
export const DAY_CHOICES = [
  { value: 'MON-FRI', label: 'Monday to Friday' },
  { value: 'MON-SAT', label: 'Monday to Saturday' },
  { value: 'MON-SUN', label: 'Every day' },
  { value: 'SAT,SUN', label: 'Saturday and Sunday' },
  { value: 'MON', label: 'Monday' },
  { value: 'TUE', label: 'Tuesday' },
  { value: 'WED', label: 'Wednesday' },
  { value: 'THU', label: 'Thursday' },
  { value: 'FRI', label: 'Friday' },
  { value: 'SAT', label: 'Saturday' },
  { value: 'SUN', label: 'Sunday' },
] as const

/** The hours for an example: any week, no holiday, one clock. Undefined where they can not be read. */
export function exampleHours({ rows }: HoursDraft): WorkingCalendar | undefined {
  const hours = rows.flatMap((row) => hoursOf(row) ?? [])
  return hours.length === rows.length && hours.length > 0 ? { timezone: 'UTC', hours, holidays: [] } : undefined
}

function hoursOf({ days: written, from, to }: HoursRow): WorkingHours | undefined {
  const [days, fromMinute, untilMinute] = [readWeekdays(written), readClockTime(from), readClockTime(to)]
  if (days === undefined || fromMinute === undefined || untilMinute === undefined) return undefined
  return fromMinute < untilMinute ? { days, fromMinute, untilMinute } : undefined
}

/** Why these can not be the hours from there on; null: they can. */
export function beginProblem(from: string, to: string): string | null {
  if (readClockTime(from) === undefined) return NO_TIME
  return isAfter(from, to) ? null : 'This is not before the end.'
}

/** Why these can not be the hours until then; null: they can. */
export function endProblem(from: string, to: string): string | null {
  if (readClockTime(to) === undefined) return NO_TIME
  return isAfter(from, to)
    ? null
    : 'This is not after the beginning. For hours over midnight, end at 24:00 and add others.'
}

const NO_TIME = 'Write hours and minutes, for example 09:00.'

/** What can not be read on the other side is complained of there. */
function isAfter(from: string, to: string): boolean {
  return (readClockTime(from) ?? Number.NEGATIVE_INFINITY) < (readClockTime(to) ?? Number.POSITIVE_INFINITY)
}

/** Days with commas or spaces between them. */
export function readHolidays(typed: string): readonly string[] {
  return [...new Set(typed.split(/[\s,]+/).filter((day) => day !== ''))]
}

export function holidaysProblem(typed: string): string | null {
  const days = readHolidays(typed)
  const wrong = days.find((day) => !isDate(day))
  if (wrong !== undefined) return `${wrong} is not a day. Write year, month and day, for example 2026-12-25.`
  return days.length > CALENDAR_HOLIDAYS_MAX ? `These are more than ${CALENDAR_HOLIDAYS_MAX} days.` : null
}

function textOr(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function listOr(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}
