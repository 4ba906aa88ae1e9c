import { expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import { spentWords } from '../../../src/core/stall/spent-words.ts'
import { stallBudget, sumStalls } from '../../../src/core/stall/stall-budget.ts'
import { stallsSince, utcDayOf } from '../../../src/core/stall/stall-window.ts'

it('[SL7] thirty days end with the one that is going on, by days of UTC', () => {
  const [first, last] = [Date.UTC(2026, 9, 31), Date.UTC(2026, 9, 31, 23, 59, 59, 999)]
  expect(stallsSince(timestamp(first))).toBe(Date.UTC(2026, 9, 2))
  expect(stallsSince(timestamp(last))).toBe(Date.UTC(2026, 9, 2))
  expect(utcDayOf(timestamp(last)) - utcDayOf(stallsSince(timestamp(last)))).toBe(29)
})

it('[SL8] a share has how many it is of and its interval; of none it is unknown', () => {
  expect(stallBudget({ stalled: 3, of: 400 })).toMatchObject({ stalled: 3, of: 400, share: 0.0075 })
  expect(stallBudget({ stalled: 0, of: 0 })).toEqual({
    stalled: 0,
    of: 0,
    share: null,
    low: null,
    high: null,
    allowed: 0,
    isSpent: false,
  })
})

it.each([
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  { count: 81, of: 263, low: 0.2553, high: 0.3662 },
  { count: 15, of: 148, low: 0.0624, high: 0.1605 },
  { count: 0, of: 20, low: 0, high: 0.1611 },
  { count: 1, of: 29, low: 0.0061, high: 0.1718 },
])('[SL8] the interval of $count of $of is that of the literature', ({ count, of, low, high }) => {
  const budget = stallBudget({ stalled: count, of })
  expect(budget.low).toBeCloseTo(low, 4)
  expect(budget.high).toBeCloseTo(high, 4)
})

it('[SL8] the interval of all of them reaches 1', () => {
  expect(stallBudget({ stalled: 5, of: 5 })).toMatchObject({ low: expect.closeTo(0.5655, 4), high: 1 })
})

it.each([
  [{ stalled: 3, of: 400 }, 20, false],
  [{ stalled: 19, of: 400 }, 20, false],
  [{ stalled: 20, of: 400 }, 20, true],
  [{ stalled: 1, of: 19 }, 0, true],
  [{ stalled: 0, of: 19 }, 0, false],
  [{ stalled: 0, of: 20 }, 1, false],
])('[SL9] %o: %i are allowed, and it is spent: %s', (counts, allowed, isSpent) => {
  expect(stallBudget(counts)).toMatchObject({ allowed, isSpent })
})

it('[SL10] the counts of several WorkCharts add up', () => {
  expect(
    sumStalls([
      { stalled: 1, of: 30 },
      { stalled: 2, of: 10 },
    ]),
  ).toEqual({ stalled: 3, of: 40 })
  expect(sumStalls([])).toEqual({ stalled: 0, of: 0 })
})

it.each([
  [{ stalled: 3, of: 40 }, '3 of 40 runs stalled in the last 30 days; 2 are allowed.'],
  [{ stalled: 1, of: 20 }, '1 of 20 runs stalled in the last 30 days; 1 is allowed.'],
  [{ stalled: 1, of: 1 }, '1 of 1 run stalled in the last 30 days; none is allowed of so few.'],
  [{ stalled: 1, of: 40 }, undefined],
])('[SL11] %o: %s', (counts, message) => {
  const words = spentWords(stallBudget(counts))
  expect(words?.message).toBe(message)
  if (words !== undefined) expect(words.help).toContain('It can be published all the same')
})
