import { expect, it } from 'vitest'
import { atMostShare, chanceOfAtMost } from '../../../src/core/basics/binomial.ts'
import { medianInterval } from '../../../src/core/basics/median-interval.ts'
import { shareOf } from '../../../src/core/basics/share.ts'

it('[IN1] of nothing a share is unknown', () => {
  expect(shareOf(0, 0)).toEqual({ count: 0, of: 0, share: null, low: null, high: null })
})

const Z = 1.959963984540054

it.each([
  { count: 8, of: 412, low: 0.00987, high: 0.0378 },
  { count: 134, of: 138, low: 0.92781, high: 0.98868 },
  { count: 0, of: 10, low: 0, high: 0.27753 },
  { count: 10, of: 10, low: 0.72247, high: 1 },
])('[IN1] the interval of $count of $of ends where chance would just explain the share', ({ count, of, ...ends }) => {
  const { share, low, high } = shareOf(count, of)
  expect(share).toBe(count / of)
  expect([low, high].map((end) => end?.toFixed(4))).toEqual([ends.low.toFixed(4), ends.high.toFixed(4)])
  for (const end of [low ?? 0, high ?? 0].filter((each) => each > 0 && each < 1))
    expect(Math.abs(end - count / of)).toBeCloseTo(Z * Math.sqrt((end * (1 - end)) / of), 10)
})

it('[IN2] of none of ten the true share is at most what ten tries would miss once in twenty', () => {
  expect(atMostShare(0, 10)).toBeCloseTo(1 - 0.05 ** (1 / 10), 8)
  expect(chanceOfAtMost(8, 412, atMostShare(8, 412) ?? 0)).toBeCloseTo(0.05, 6)
  expect(atMostShare(10, 10)).toBe(1)
  expect(atMostShare(0, 0)).toBeNull()
})

it('[IN2] a median lies between two of the values, and between none of fewer than six', () => {
  expect(medianInterval([])).toBeNull()
  expect(medianInterval([1, 2, 3, 4, 5])).toBeNull()
  expect(medianInterval([6, 1, 2, 3, 4, 5])).toEqual({ low: 1, high: 6 })
  expect(medianInterval(Array.from({ length: 20 }, (_, index) => index + 1))).toEqual({ low: 6, high: 15 })
})
