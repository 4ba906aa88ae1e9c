import type { Timestamp } from '../../core/basics/timestamp.ts'
import { timestamp } from '../../core/basics/timestamp.ts'
import type { WorkingCalendar } from '../../core/workflow/workflow.ts'
import { addCounted } from '../../core/working-time/add-working.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** Some Monday, by the one clock of the example. */
const MONDAY_MS = Date.UTC(2001, 0, 1)

/** Somebody is asked on a Monday at nine or, where working hours count, on a Friday at three: a weekend shows them. */
export interface ExampleClock {
  /** `Friday 15:00` */
  readonly begin: string
  /**
   * So long after the begin and then so long again: `Mon 13:00`; from the second week on with its number, `Tue 09:00,
   * week 2`. `?` where a time can not be read.
   */
  readonly after: (...waits: readonly number[]) => string
}

/** Null: all hours count. Undefined: the hours can not be read. */
export function exampleClock(hours: WorkingCalendar | null | undefined): ExampleClock {
  if (hours === undefined)
    return { begin: 'Friday 15:00', after: (...waits) => (waits.length === 0 ? 'Fri 15:00' : '?') }
  if (hours === null) return clockFrom('Monday 09:00', 9 * 60, undefined)
  return clockFrom('Friday 15:00', 4 * DAY_MINUTES + 15 * 60, hours)
}

function clockFrom(begin: string, minutes: number, hours: WorkingCalendar | undefined): ExampleClock {
  const start = timestamp(MONDAY_MS + minutes * MINUTE_MS)
  return {
    begin,
    after: (...waits) => {
      if (waits.some((ms) => !(ms >= 0))) return '?'
      return clockAt(
        waits.reduce<Timestamp>((at, ms) => addCounted(at, ms, hours), start),
        start,
      )
    },
  }
}

function clockAt(at: Timestamp, start: Timestamp): string {
  const minutes = Math.floor((at - MONDAY_MS) / MINUTE_MS)
  const days = Math.floor(minutes / DAY_MINUTES)
  const week = Math.floor((days - Math.floor((start - MONDAY_MS) / MINUTE_MS / DAY_MINUTES)) / DAYS.length)
  const clock = `${DAYS[days % DAYS.length]} ${twoDigits((minutes % DAY_MINUTES) / 60)}:${twoDigits(minutes % 60)}`
  return week === 0 ? clock : `${clock}, week ${week + 1}`
}

function twoDigits(number: number): string {
  return String(Math.floor(number)).padStart(2, '0')
}
