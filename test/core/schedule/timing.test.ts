import { describe, expect, it } from 'vitest'
import { isDate } from '../../../src/core/basics/date.ts'
import { addMs, fromIsoTime, isoTime } from '../../../src/core/basics/timestamp.ts'
import { localDate, startOfDate } from '../../../src/core/schedule/local-date.ts'
import {
  firesAt,
  instantAfter,
  instantsAfter,
  instantsBetween,
  newestBetween,
} from '../../../src/core/schedule/timing.ts'

const HOURLY = { cron: '0 * * * *', timezone: 'Europe/Berlin' }

function instants(timing: Parameters<typeof instantsAfter>[0], after: string, count = 30): readonly string[] {
  return instantsAfter(timing, { after: fromIsoTime(after), count }).map(isoTime)
}

describe('the first and the last day', () => {
  it('[SH16] begin and end where the day does in the zone', () => {
    const [first, ...rest] = instants(
      { ...HOURLY, startsOn: '2026-12-01', endsOn: '2026-12-01' },
      '2026-11-01T00:00:00Z',
    )
    expect([first, rest.at(-1), rest.length]).toEqual(['2026-11-30T23:00:00.000Z', '2026-12-01T22:00:00.000Z', 23])
  })

  it('[SH16] leave what lies after the first day as it is', () => {
    expect(instants({ ...HOURLY, startsOn: '2026-01-01' }, '2026-11-01T10:30:00Z', 1)).toEqual([
      '2026-11-01T11:00:00.000Z',
    ])
    expect(instantAfter({ ...HOURLY, endsOn: '2025-01-01' }, fromIsoTime('2026-01-01T00:00:00Z'))).toBeNull()
  })

  it('[SH16] a pattern that can not be read gives none', () => {
    expect(instants({ cron: 'x', timezone: 'UTC' }, '2026-01-01T00:00:00Z')).toEqual([])
  })

  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['2026-01-01', 'Pacific/Pago_Pago', '2026-01-01T11:00:00.000Z'],
  ])('[SH16] %s begins in %s at %s', (date, zone, start) => {
    expect(isoTime(startOfDate(date, zone))).toBe(start)
    expect(localDate(startOfDate(date, zone), zone)).toBe(date)
    expect(localDate(addMs(startOfDate(date, zone), -1), zone) < date).toBe(true)
  })
})

describe('a jitter', () => {
  const instant = fromIsoTime('2026-12-01T09:00:00Z')

  it('[SH17] puts an instant off by its share', () => {
    expect(firesAt(instant, { jitterMs: 600_000 }, '80000000ff')).toBe(addMs(instant, 300_000))
    expect(firesAt(instant, { jitterMs: 600_000 }, '00000000ff')).toBe(instant)
    expect(firesAt(instant, { jitterMs: 600_000 }, 'ffffffff00')).toBe(addMs(instant, 599_999))
    expect(firesAt(instant, {}, 'ffffffff00')).toBe(instant)
  })
})

describe('a date', () => {
  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-12-31T00:00', false],
    ['tomorrow', false],
  ])('[SH19] %s: %s', (text, is) => {
    expect(isDate(text)).toBe(is)
  })
})

describe('instants of a range', () => {
  it('[SH4] are all of them, the first included and the last not', () => {
    const schedule = { cron: '* * * * *', timezone: 'UTC' }
    const [start, end] = [fromIsoTime('2026-12-01T00:00:00Z'), fromIsoTime('2026-12-01T04:00:00Z')]
    const found = instantsBetween(schedule, { from: start, until: end })
    expect([found.length, found[0], found.at(-1)]).toEqual([240, start, end - 60_000])
    expect(
      instantsBetween(
        { ...schedule, endsOn: '2026-12-01' },
        { from: start, until: fromIsoTime('2027-01-01T00:00:00Z') },
      ),
    ).toHaveLength(1_440)
    expect(instantsBetween({ ...schedule, endsOn: '2026-11-01' }, { from: start, until: end })).toEqual([])
  })

  it('[SH4] are no more than are asked for, the first of them or the newest', () => {
    const range = { from: fromIsoTime('2026-01-01T00:00:00Z'), until: fromIsoTime('2026-12-01T00:00:00Z'), most: 3 }
    const daily = { cron: '0 9 * * *', timezone: 'UTC' }
    expect(instantsBetween(daily, range).map(isoTime)).toEqual(DAYS.map((day) => `2026-01-0${day}T09:00:00.000Z`))
    expect(newestBetween(daily, range).map(isoTime)).toEqual(
      ['28', '29', '30'].map((day) => `2026-11-${day}T09:00:00.000Z`),
    )
    expect(newestBetween({ ...daily, endsOn: '2025-01-01' }, range)).toEqual([])
  })
})

const DAYS = [1, 2, 3]
