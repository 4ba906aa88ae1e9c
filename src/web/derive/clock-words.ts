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

/** `GMT`, `CET`, `GMT+5:30`: short, and right for that instant (summer time changes it). */
export function zoneWord(at: number, { timeZone }: ReaderZone): string {
  const written = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts(at)
  return written.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** `Thursday 19 November 2026` */
export function longDate(at: number, { timeZone }: ReaderZone): string {
  const format = { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
  return new Intl.DateTimeFormat('en-GB', format).format(at).replace(',', '')
}

const DAY_MS = 86_400_000

/** Days since an arbitrary day, counted on the reader's calendar: an hour lost to summer time is no day less. */
function dayNumber(at: number, { timeZone }: ReaderZone): number {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
}

type Part = 'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute' | 'second'

const PARTS = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const

function parts(at: number, { timeZone }: ReaderZone): Readonly<Record<Part, string>> {
  const written = new Intl.DateTimeFormat('en-GB', { timeZone, ...PARTS }).formatToParts(at)
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
