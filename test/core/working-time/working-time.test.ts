import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { addMs, fromIsoTime, isoTime, timestamp } from '../../../src/core/basics/timestamp.ts'
import { shownAt } from '../../../src/core/schedule/wall-clock.ts'
import type { Weekday } from '../../../src/core/workflow/weekday.ts'
import { WEEKDAYS } from '../../../src/core/workflow/weekday.ts'
import type { WorkingCalendar } from '../../../src/core/workflow/workflow.ts'
import { addCounted, addWorking, SEARCH_DAYS_MAX } from '../../../src/core/working-time/add-working.ts'
import { hoursWords } from '../../../src/core/working-time/hours-words.ts'
import { beginOfIdleYear } from '../../../src/core/working-time/idle-year.ts'
import { weekMs } from '../../../src/core/working-time/week.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const WORKDAYS = WEEKDAYS.slice(0, 5)

function hours(days: readonly Weekday[], from: number, until: number) {
  return { days, fromMinute: from * 60, untilMinute: until * 60 }
}

function aCalendar(over: Partial<WorkingCalendar> = {}): WorkingCalendar {
  return { timezone: 'Europe/Berlin', hours: [hours(WORKDAYS, 9, 17)], holidays: [], ...over }
}

/** The end of so much working time, in UTC and without its seconds. */
function reached(start: string, ms: number, calendar = aCalendar()): string {
  return isoTime(addWorking(fromIsoTime(start), ms, calendar)).slice(0, 'YYYY-MM-DDTHH:MM'.length)
}

describe('working time', () => {
  it('[BH1] counts the hours of the days in their zone', () => {
    // Friday at 15:00 in Berlin: two hours today, two on Monday.
    expect(reached('2026-11-27T14:00:00Z', 4 * HOUR)).toBe('2026-11-30T10:00')
    expect(reached('2026-11-28T12:00:00Z', HOUR)).toBe('2026-11-30T09:00')
    expect(reached('2026-11-27T03:00:00Z', 30 * MINUTE)).toBe('2026-11-27T08:30')
  })

  it('[BH1] leaves holidays out, and takes the end of a day for its end', () => {
    const holidays = ['2026-12-25', '2026-12-28']
    expect(reached('2026-12-24T15:00:00Z', 2 * HOUR, aCalendar({ holidays }))).toBe('2026-12-29T09:00')
    const nights = aCalendar({ hours: [hours(['TUE'], 0, 2), hours(['MON'], 22, 24)] })
    expect(reached('2026-11-30T12:00:00Z', 3 * HOUR, nights)).toBe('2026-12-01T00:00')
  })

  it('[BH1] takes the hours of a day in their order, however they are written', () => {
    const split = aCalendar({ hours: [hours(WORKDAYS, 13, 17), hours(WORKDAYS, 9, 12)] })
    expect(reached('2026-11-30T07:00:00Z', 4 * HOUR, split)).toBe('2026-11-30T13:00')
  })

  it('[BH2] ends with the hours, not with the next morning, and is at once where nothing is counted', () => {
    expect(reached('2026-11-27T14:00:00Z', 2 * HOUR)).toBe('2026-11-27T16:00')
    expect(reached('2026-11-28T12:34:00Z', 0)).toBe('2026-11-28T12:34')
    expect(addWorking(fromIsoTime('2026-11-27T14:00:00.250Z'), 1_500, aCalendar())).toBe(
      fromIsoTime('2026-11-27T14:00:01.750Z'),
    )
  })

  it('[BH3] does not count what the clocks leave out, and counts twice what they show twice', () => {
    const nightly = aCalendar({ hours: [hours(WEEKDAYS, 1, 4)] })
    expect(reached('2026-03-28T23:00:00Z', 2 * HOUR, nightly)).toBe('2026-03-29T02:00')
    expect(reached('2026-10-24T22:00:00Z', 4 * HOUR, nightly)).toBe('2026-10-25T03:00')
    const repeated = aCalendar({ hours: [{ days: ['SUN'], fromMinute: 120, untilMinute: 150 }] })
    expect(reached('2026-10-24T22:00:00Z', 45 * MINUTE, repeated)).toBe('2026-10-25T01:15')
  })

  it('[BH5] searches ten years at most', () => {
    const start = fromIsoTime('2026-11-30T12:00:00Z')
    const never = aCalendar({ hours: [] })
    expect(addWorking(start, HOUR, never)).toBe(addMs(start, SEARCH_DAYS_MAX * DAY))
  })

  it('[BH5] finds two years of the hours between as many holidays as there can be', () => {
    const mondays = aCalendar({ hours: [hours(['MON'], 9, 10)] })
    const first = Date.UTC(2026, 10, 30)
    const holidays = Array.from({ length: 366 }, (_, week) => isoTime(timestamp(first + week * 7 * DAY)).slice(0, 10))
    const end = addWorking(timestamp(first), 104 * weekMs(mondays), { ...mondays, holidays })
    expect(end).toBe(addWorking(timestamp(first + 366 * 7 * DAY), 104 * HOUR, mondays))
    expect(end - first).toBeLessThan(SEARCH_DAYS_MAX * DAY)
  })

  it('[BH6] a year without hours is found, with the day it begins on', () => {
    const whole = Array.from({ length: 366 }, (_, day) => isoTime(timestamp(Date.UTC(2027, 0, 1 + day))).slice(0, 10))
    expect(beginOfIdleYear(aCalendar({ hours: [hours(WEEKDAYS, 9, 17)], holidays: whole.toReversed() }))).toBe(
      '2027-01-01',
    )
    expect(beginOfIdleYear(aCalendar({ hours: [hours(WEEKDAYS, 9, 17)], holidays: whole.slice(1) }))).toBeUndefined()
    expect(beginOfIdleYear(aCalendar({ holidays: ['1969-12-31', '2026-12-25'] }))).toBeUndefined()
  })

  it('[BH8] is told in words', () => {
    expect(hoursWords(aCalendar())).toBe('Mon–Fri 09:00–17:00 (Europe/Berlin)')
    const some = [hours(['MON', 'TUE'], 0, 12), hours(['MON', 'WED', 'SUN'], 22, 24), hours([], 1, 2)]
    expect(hoursWords(aCalendar({ hours: some, holidays: ['2026-12-25'] }))).toBe(
      'Mon, Tue 00:00–12:00, Mon, Wed, Sun 22:00–24:00, never 01:00–02:00 (Europe/Berlin), without 1 holiday',
    )
    const holidays = ['2026-12-25', '2026-12-26']
    expect(hoursWords(aCalendar({ holidays }))).toBe('Mon–Fri 09:00–17:00 (Europe/Berlin), without 2 holidays')
  })

  it('[BH7] without a calendar all hours count', () => {
    const start = fromIsoTime('2026-11-28T12:00:00Z')
    expect(addCounted(start, HOUR, undefined)).toBe(addMs(start, HOUR))
    expect(addCounted(start, HOUR, aCalendar())).toBe(fromIsoTime('2026-11-30T09:00:00Z'))
  })
})

/** Zones whose clocks change at night, at midnight, by half an hour, by a whole day, and never; and about when. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-11-01'],
  ['America/Havana', '2026-11-01'],
  ['Africa/Cairo', '2026-04-24'],
  ['America/St_Johns', '2006-10-29'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kolkata', '2026-06-01'],
] as const

/** Quarters of hours, so that every minute is wholly in or out. */
const someHours = fc
  .tuple(fc.subarray([...WEEKDAYS], { minLength: 4 }), fc.integer({ min: 0, max: 88 }), fc.integer({ min: 8, max: 60 }))
  .map(([days, from, length]) => ({ days, fromMinute: from * 15, untilMinute: Math.min(1_440, (from + length) * 15) }))

const someStart = fc.record({
  change: fc.constantFrom(...CHANGES),
  hours: someHours,
  before: fc.integer({ min: 0, max: 2 * 1_440 }),
  working: fc.integer({ min: 1, max: 8 * 60 }),
  holiday: fc.integer({ min: -2, max: 3 }),
})

/** Looks at every minute. */
function countMinutes(start: Timestamp, minutes: number, calendar: WorkingCalendar): Timestamp {
  let at = start
  for (let left = minutes; left > 0; at = addMs(at, MINUTE)) if (isWorking(at, calendar)) left -= 1
  return at
}

function isWorking(at: Timestamp, { timezone, hours: all, holidays }: WorkingCalendar): boolean {
  const shown = new Date(shownOnce(at, timezone))
  const weekday = WEEKDAYS[(shown.getUTCDay() + 6) % 7]
  const minute = shown.getUTCHours() * 60 + shown.getUTCMinutes()
  const isHour = all.some(
    ({ days, fromMinute, untilMinute }) =>
      days.some((day) => day === weekday) && minute >= fromMinute && minute < untilMinute,
  )
  return isHour && !holidays.includes(shown.toISOString().slice(0, 10))
}

const SHOWN = new Map<string, Map<Timestamp, number>>()

/** The same days are looked at again and again. */
function shownOnce(at: Timestamp, timezone: string): number {
  const ofZone = SHOWN.get(timezone) ?? new Map<Timestamp, number>()
  SHOWN.set(timezone, ofZone)
  const shown = ofZone.get(at) ?? shownAt(at, timezone)
  ofZone.set(at, shown)
  return shown
}

it('[BH4] is the same as counting every minute, over changes of the clocks and holidays', () => {
  fc.assert(
    fc.property(someStart, ({ change: [timezone, date], hours: one, before, working, holiday }) => {
      const middle = fromIsoTime(`${date}T00:00:00Z`)
      const holidays = [isoTime(addMs(middle, holiday * DAY)).slice(0, 10)]
      const calendar = { timezone, hours: [one], holidays }
      const start = addMs(middle, -before * MINUTE)
      const found = addWorking(start, working * MINUTE, calendar)
      expect(isoTime(found)).toBe(isoTime(countMinutes(start, working, calendar)))
    }),
    { numRuns: 80 },
  )
})
