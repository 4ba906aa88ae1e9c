/** How often a schedule starts a run, as people choose it. */
export type Rhythm =
  | { readonly every: 'hour'; readonly minute: number }
  | { readonly every: 'day' | 'weekday'; readonly time: string }
  | { readonly every: 'week'; readonly weekday: Weekday; readonly time: string }
  /** `L`: on the last day. */
  | { readonly every: 'month'; readonly day: string; readonly time: string }
  /** For those who know: five fields. */
  | { readonly every: 'cron'; readonly cron: string }

export const WEEKDAYS = [
  { value: 'MON', label: 'Monday' },
  { value: 'TUE', label: 'Tuesday' },
  { value: 'WED', label: 'Wednesday' },
  { value: 'THU', label: 'Thursday' },
  { value: 'FRI', label: 'Friday' },
  { value: 'SAT', label: 'Saturday' },
  { value: 'SUN', label: 'Sunday' },
] as const

export type Weekday = (typeof WEEKDAYS)[number]['value']

export const RHYTHMS = [
  { value: 'weekday', label: 'Every weekday' },
  { value: 'day', label: 'Every day' },
  { value: 'week', label: 'Every week' },
  { value: 'month', label: 'Every month' },
  { value: 'hour', label: 'Every hour' },
  { value: 'cron', label: 'Another rhythm (cron)' },
] as const

/** What a new schedule begins with. */
export const USUAL_CRON = '0 9 * * MON-FRI'
const USUAL_TIME = '09:00'

/** The rhythm a cron expression says; one that has no words here stays as it is written. */
export function readCron(cron: string): Rhythm {
  const [minute = '', hour = '', day, month, weekday, ...rest] = cron.trim().split(/\s+/)
  const other: Rhythm = { every: 'cron', cron }
  if (!isNumber(minute, 59) || month !== '*' || rest.length > 0) return other
  if (hour === '*') return day === '*' && weekday === '*' ? { every: 'hour', minute: Number(minute) } : other
  if (!isNumber(hour, 23)) return other
  return onDays(`${twoDigits(hour)}:${twoDigits(minute)}`, { day, weekday: weekday?.toUpperCase() }) ?? other
}

interface Days {
  readonly day: string | undefined
  readonly weekday: string | undefined
}

function onDays(time: string, { day, weekday }: Days): Rhythm | undefined {
  if (day !== '*') return weekday === '*' && isMonthDay(day) ? { every: 'month', day, time } : undefined
  if (weekday === '*') return { every: 'day', time }
  if (weekday === 'MON-FRI' || weekday === '1-5') return { every: 'weekday', time }
  const named = WEEKDAYS.find(({ value }, index) => weekday === value || weekday === String(index + 1))
  return named && { every: 'week', weekday: named.value, time }
}

/** The cron expression of a rhythm; undefined where its time is none. */
export function writeCron(rhythm: Rhythm): string | undefined {
  if (rhythm.every === 'cron') return rhythm.cron.trim()
  if (rhythm.every === 'hour') return isNumber(String(rhythm.minute), 59) ? `${rhythm.minute} * * * *` : undefined
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(rhythm.time) ?? []
  if (!(isNumber(hour, 23) && isNumber(minute, 59))) return undefined
  return `${Number(minute)} ${Number(hour)} ${daysOf(rhythm)}`
}

function daysOf(rhythm: Exclude<Rhythm, { readonly every: 'cron' | 'hour' }>): string {
  switch (rhythm.every) {
    case 'day':
      return '* * *'
    case 'weekday':
      return '* * MON-FRI'
    case 'week':
      return `* * ${rhythm.weekday}`
    case 'month':
      return `${rhythm.day} * *`
  }
}

/** Another rhythm that keeps the time of day where both have one. */
export function withRhythm(before: Rhythm, every: Rhythm['every']): Rhythm {
  const time = 'time' in before ? before.time : USUAL_TIME
  switch (every) {
    case 'hour':
      return { every, minute: 0 }
    case 'day':
    case 'weekday':
      return { every, time }
    case 'week':
      return { every, weekday: 'MON', time }
    case 'month':
      return { every, day: '1', time }
    case 'cron':
      return { every, cron: writeCron(before) ?? USUAL_CRON }
  }
}

function isNumber(text: string, max: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) <= max
}

function isMonthDay(day: string | undefined): day is string {
  return day === 'L' || (day !== undefined && isNumber(day, 31) && day !== '0')
}

function twoDigits(number: string): string {
  return number.padStart(2, '0')
}
