import { zoneFormat } from './zone-format.ts'

/** Where the reader is. Every time on a screen is in this zone and says so. */
export interface ReaderZone {
  /** An IANA name: `Europe/London`. */
  readonly timeZone: string
}

/** `10:30 today`, `08:00 tomorrow`, `16:20 yesterday`, else `Fri 20 Nov, 08:00`; the year where it is another one. */
export function dayAndTime(at: number, now: number, zone: ReaderZone): string {
  return withDay(clockTime(at, zone), { at, now, zone })
}

/** `10:30 GMT today`, where the zone stands nowhere else. */
export function dayAndTimeWithZone(at: number, now: number, zone: ReaderZone): string {
  return withDay(`${clockTime(at, zone)} ${zoneWord(at, zone)}`, { at, now, zone })
}

/** `10:30 today`, else `20 Nov`: where there is little room. */
export function shortDayOrTime(at: number, now: number, zone: ReaderZone): string {
  const isToday = dayNumber(at, zone) === dayNumber(now, zone)
  return isToday ? `${clockTime(at, zone)} today` : shortDay(at, zone)
}

interface Instant {
  readonly at: number
  readonly now: number
  readonly zone: ReaderZone
}

function withDay(clock: string, { at, now, zone }: Instant): string {
  const near = NEAR_DAYS.get(dayNumber(at, zone) - dayNumber(now, zone))
  if (near !== undefined) return `${clock} ${near}`
  const isThisYear = parts(at, zone).year === parts(now, zone).year
  const { weekday, day, month, year } = parts(at, zone)
  return `${weekday} ${day} ${month}${isThisYear ? '' : ` ${year}`}, ${clock}`
}

const NEAR_DAYS: ReadonlyMap<number, string> = new Map([
  [-1, 'yesterday'],
  [0, 'today'],
  [1, 'tomorrow'],
])

/** `Fri 20 Nov 2026, 08:00:05 GMT`: the whole of it, for the hover text. */
export function fullTime(at: number, zone: ReaderZone): string {
  const { weekday, day, month, year, hour, minute, second } = parts(at, zone)
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute}:${second} ${zoneWord(at, zone)}`
}

/** `08:00` */
export function clockTime(at: number, zone: ReaderZone): string {
  const { hour, minute } = parts(at, zone)
  return `${hour}:${minute}`
}

/** `08:00:05` */
export function clockTimeWithSeconds(at: number, zone: ReaderZone): string {
  return `${clockTime(at, zone)}:${parts(at, zone).second}`
}

const ZONE_WORD = zoneFormat('en-GB', { timeZoneName: 'short' })

/** `GMT`, `CET`, `GMT+5:30`: short, and right for that instant (summer time changes it). */
export function zoneWord(at: number, { timeZone }: ReaderZone): string {
  const written = ZONE_WORD(timeZone).formatToParts(at)
  return written.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** `Thursday 19 November 2026` */
export function longDate(at: number, { timeZone }: ReaderZone): string {
  return LONG_DATE(timeZone).format(at).replace(',', '')
}

const LONG_DATE = zoneFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** `24 Aug` */
export function shortDay(at: number, zone: ReaderZone): string {
  const { day, month } = parts(at, zone)
  return `${day} ${month}`
}

const DAY_MS = 86_400_000

/** Days since an arbitrary day, counted on the reader's calendar: an hour lost to summer time is no day less. */
function dayNumber(at: number, { timeZone }: ReaderZone): number {
  return Math.round(Date.parse(`${ISO_DAY(timeZone).format(at)}T00:00:00Z`) / DAY_MS)
}

const ISO_DAY = zoneFormat('en-CA', { dateStyle: 'short' })

type Part = 'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute' | 'second'

const PARTS = zoneFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

function parts(at: number, { timeZone }: ReaderZone): Readonly<Record<Part, string>> {
  const written = PARTS(timeZone).formatToParts(at)
  const read = (wanted: Part) => written.find(({ type }) => type === wanted)?.value ?? ''
  return {
    weekday: read('weekday'),
    day: read('day'),
    month: read('month'),
    year: read('year'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  }
}
