import type { Match } from './match.ts'

/** How `3/4/2026` is read. `iso-only`: not at all, because it can mean two days. */
export type DateOrder = 'day-first' | 'month-first' | 'iso-only'

/**
 * Calendar dates as ISO 8601 text: `2026-11-03`, `3 November 2026`, `Nov 3rd, 2026`, and numeric ones in the order the
 * skill declares. A date without a year is not taken.
 */
export function findDates(text: string, order: DateOrder): readonly Match[] {
  return Array.from(text.matchAll(DATE), (match) => ({
    at: match.index,
    length: match[0].length,
    value: isoDate(match.groups ?? {}, order),
  })).flatMap(({ value, ...place }) => (value === undefined ? [] : [{ ...place, value }]))
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const MONTH_NAME = `(?:${MONTHS.join('|')})[a-z]{0,6}\\.?`
const ISO = String.raw`(?<isoYear>\d{4})-(?<isoMonth>\d{2})-(?<isoDay>\d{2})`
const DAY_NAME_YEAR = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?\s{1,5}(?:of\s{1,5})?(?<month>${MONTH_NAME}),?\s{1,5}(?<year>\d{4})`
const NAME_DAY_YEAR = String.raw`(?<monthFirst>${MONTH_NAME})\s{1,5}(?<dayAfter>\d{1,2})(?:st|nd|rd|th)?,?\s{1,5}(?<yearAfter>\d{4})`
const NUMERIC = String.raw`(?<first>\d{1,2})[/.](?<second>\d{1,2})[/.](?<numericYear>\d{4})`
const DATE = new RegExp(`(?<![\\w/.-])(?:${ISO}|${DAY_NAME_YEAR}|${NAME_DAY_YEAR}|${NUMERIC})(?![\\w/])`, 'gi')

function isoDate(groups: Readonly<Record<string, string | undefined>>, order: DateOrder): string | undefined {
  if (groups['isoYear']) return calendarDay(groups['isoYear'], groups['isoMonth'], groups['isoDay'])
  if (groups['year']) return calendarDay(groups['year'], monthNumber(groups['month']), groups['day'])
  if (groups['yearAfter'])
    return calendarDay(groups['yearAfter'], monthNumber(groups['monthFirst']), groups['dayAfter'])
  if (order === 'iso-only') return undefined
  const { first, second } = groups
  const [day, month] = order === 'day-first' ? [first, second] : [second, first]
  return calendarDay(groups['numericYear'], month, day)
}

function monthNumber(name = ''): string {
  return String(MONTHS.findIndex((month) => name.toLowerCase().startsWith(month)) + 1)
}

/** The day in ISO form; undefined for one that no calendar has, such as 31 February. */
function calendarDay(year = '', month = '', day = ''): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined
}
