/** A cron pattern as the oracle reads it: with nothing of the program and of its library. */
export interface Pattern {
  /** Whether it names this minute of the day. */
  readonly times: readonly boolean[]
  /** Whether it names this day: midnight in UTC stands for it. */
  readonly isDay: (day: Date) => boolean
  /** It has a `*` or a step in minute or hour. */
  readonly isInterval: boolean
}

const DAY_MS = 86_400_000
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

export function readPattern(text: string): Pattern {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = text.split(' ')
  const [minutes, hours, months] = [valuesOf(minute, 0, 59), valuesOf(hour, 0, 23), valuesOf(named(month), 1, 12)]
  const [isDayOfMonth, isWeekday] = [dayOfMonthOf(day), weekdayOf(weekday)]
  const isEither = day !== '*' && weekday !== '*'
  return {
    times: Array.from({ length: 1_440 }, (_, time) => hours.has(Math.floor(time / 60)) && minutes.has(time % 60)),
    isDay: (date) => {
      if (!months.has(date.getUTCMonth() + 1)) return false
      return isEither ? isDayOfMonth(date) || isWeekday(date) : isDayOfMonth(date) && isWeekday(date)
    },
    isInterval: /[*/]/.test(minute + hour),
  }
}

/** Names of months as numbers. */
function named(month: string): string {
  return MONTHS.reduce((text, name, index) => text.replaceAll(name, `${index + 1}`), month)
}

function valuesOf(field: string, least: number, most: number): ReadonlySet<number> {
  return new Set(field.split(',').flatMap((part) => valuesOfPart(part, least, most)))
}

function valuesOfPart(part: string, least: number, most: number): readonly number[] {
  const [range = '', step = '1'] = part.split('/')
  const [first, last = first] = range === '*' ? [least, most] : range.split('-').map(Number)
  const values: number[] = []
  for (let value = first ?? least; value <= (last ?? most); value += Number(step)) values.push(value)
  return values
}

type IsDay = (day: Date) => boolean

function dayOfMonthOf(field: string): IsDay {
  const parts = field.split(',').map(dayPartOf)
  return (day) => parts.some((isDay) => isDay(day))
}

function dayPartOf(part: string): IsDay {
  if (part === 'L') return (day) => day.getUTCDate() === lastDateOf(day)
  if (part === 'LW') return (day) => day.getTime() === nearestWorkday(day, lastDateOf(day))
  if (part.endsWith('W')) return (day) => day.getTime() === nearestWorkday(day, Number(part.slice(0, -1)))
  const values = new Set(valuesOfPart(part, 1, 31))
  return (day) => values.has(day.getUTCDate())
}

function lastDateOf(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()
}

/** Of the days from Monday to Friday in the month of `day`, the one that is nearest to this date of it. */
function nearestWorkday(day: Date, date: number): number | undefined {
  if (date > lastDateOf(day)) return undefined
  const meant = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), date)
  return [0, -1, 1, -2, 2].map((days) => meant + days * DAY_MS).find((at) => isWorkdayOf(day, new Date(at)))
}

function isWorkdayOf(month: Date, day: Date): boolean {
  return day.getUTCMonth() === month.getUTCMonth() && day.getUTCDay() >= 1 && day.getUTCDay() <= 5
}

function weekdayOf(field: string): IsDay {
  const parts = field.split(',').map(weekdayPartOf)
  return (day) => parts.some((isDay) => isDay(day))
}

function weekdayPartOf(part: string): IsDay {
  const numbers = WEEKDAYS.reduce((text, name, index) => text.replaceAll(name, `${index}`), part.replace('-SUN', '-7'))
  const [, days = numbers, nth] = /^(.+?)(L|#\d)$/.exec(numbers) ?? []
  const weekdays = new Set(valuesOfPart(days, 0, days.includes('*') ? 6 : 7).map((value) => value % 7))
  return (day) => weekdays.has(day.getUTCDay()) && isNth(day, nth)
}

/** `nth`: `L` for the last of its month, `#2` for the second, undefined for any. */
function isNth(day: Date, nth: string | undefined): boolean {
  if (nth === undefined) return true
  const date = day.getUTCDate()
  return nth === 'L' ? date + 7 > lastDateOf(day) : Math.ceil(date / 7) === Number(nth.slice(1))
}
