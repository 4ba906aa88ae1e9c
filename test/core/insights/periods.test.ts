import { expect, it } from 'vitest'
import { fromIsoTime, isoTime } from '../../../src/core/basics/timestamp.ts'
import { periodUpTo } from '../../../src/core/insights/periods.ts'
import {
  daysAndQuarters,
  QUARTER_MS,
  QUARTERS_A_DAY,
  quarterOf,
  startOfQuarter,
} from '../../../src/core/insights/quarter.ts'

const HOUR = 3_600_000

function hoursOf(now: string, timezone: string, count: number): readonly number[] {
  return periodUpTo(fromIsoTime(now), { timezone, count }).days.map(({ from, until }) => (until - from) / HOUR)
}

it.each([
  { zone: 'Europe/Berlin', now: '2026-03-30T10:00:00.000Z', hours: [24, 23, 24] },
  { zone: 'Europe/Berlin', now: '2026-10-26T10:00:00.000Z', hours: [24, 25, 24] },
  { zone: 'Australia/Lord_Howe', now: '2026-10-05T00:00:00.000Z', hours: [24, 23.5, 24] },
  { zone: 'Australia/Lord_Howe', now: '2026-04-06T00:00:00.000Z', hours: [24, 24.5, 24] },
  { zone: 'Asia/Kathmandu', now: '2026-04-06T00:00:00.000Z', hours: [24, 24, 24] },
])('[IN5] the days in $zone around $now have $hours hours', ({ zone, now, hours }) => {
  expect(hoursOf(now, zone, 3)).toEqual(hours)
})

it('[IN5] every day of a year in these zones begins at a quarter of an hour', () => {
  const now = fromIsoTime('2026-12-31T12:00:00.000Z')
  for (const timezone of [
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Chatham',
    'America/St_Johns',
  ])
    for (const { from } of periodUpTo(now, { timezone, count: 365 }).days) expect(from % QUARTER_MS).toBe(0)
})

it('[IN5] up to 30 days are shown by day, 90 by week with today at the end of the last', () => {
  const now = fromIsoTime('2026-11-29T17:00:00.000Z')
  expect(periodUpTo(now, { timezone: 'UTC', count: 30 })).toMatchObject({ step: 'day' })
  expect(periodUpTo(now, { timezone: 'UTC', count: 30 }).steps).toHaveLength(30)
  const { step, steps, days } = periodUpTo(now, { timezone: 'UTC', count: 90 })
  expect(step).toBe('week')
  expect(steps.map(({ from, to }) => (to - from) / 24 / HOUR)).toEqual([6, ...Array.from({ length: 12 }, () => 7)])
  expect(days.at(-1)?.date).toBe('2026-11-29')
  expect(steps.slice(-1).map(({ from, to }) => [isoTime(from), isoTime(to)])).toEqual([
    ['2026-11-23T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  ])
})

it('[IN6] days and quarters cover a time once, and an empty one not at all', () => {
  for (const [from, to] of [
    [0, 96],
    [1, 95],
    [5, 400],
    [96, 192],
    [95, 97],
    [7, 7],
    [190, 193],
  ] as const) {
    const { days, quarters } = daysAndQuarters({ from, to })
    const all = [
      ...quarters,
      ...(days.from < days.to ? [{ from: days.from * QUARTERS_A_DAY, to: days.to * QUARTERS_A_DAY }] : []),
    ].toSorted((one, other) => one.from - other.from)
    expect(all.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0)).toBe(to - from)
    for (const [index, stretch] of all.slice(1).entries()) expect(stretch.from).toBe(all[index]?.to)
  }
  expect(startOfQuarter(quarterOf(fromIsoTime('2026-11-29T17:14:59.999Z')))).toBe(
    fromIsoTime('2026-11-29T17:00:00.000Z'),
  )
})
