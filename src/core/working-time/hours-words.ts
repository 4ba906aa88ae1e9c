import type { Weekday } from '../workflow/weekday.ts'
import { WEEKDAYS } from '../workflow/weekday.ts'
import type { WorkingCalendar, WorkingHours } from '../workflow/workflow.ts'

/** `Mon–Fri 09:00–17:30, Sat 09:00–12:00 (Europe/Berlin), without 2 holidays` */
export function hoursWords({ timezone, hours, holidays }: WorkingCalendar): string {
  const said = `${hours.map(oneHours).join(', ')} (${timezone})`
  if (holidays.length === 0) return said
  return `${said}, without ${holidays.length === 1 ? '1 holiday' : `${holidays.length} holidays`}`
}

function oneHours({ days, fromMinute, untilMinute }: WorkingHours): string {
  return `${daysWords(days)} ${clockWords(fromMinute)}–${clockWords(untilMinute)}`
}

/** Days in a row are told by the first and the last of them. */
function daysWords(days: readonly Weekday[]): string {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return 'never'
  const isRow = WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) === days.length - 1
  return isRow && days.length > 2 ? `${dayWord(first)}–${dayWord(last)}` : days.map(dayWord).join(', ')
}

/** `Mon` */
function dayWord(day: Weekday): string {
  return `${day.charAt(0)}${day.slice(1).toLowerCase()}`
}

function clockWords(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
