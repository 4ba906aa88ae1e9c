import { describe, expect, it } from 'vitest'
import { median, quantile, slope } from '../../bench/statistics.ts'

describe('what benchmarks work out', () => {
  it('takes the nearest rank for a quantile, whatever the order', () => {
    const values = [40, 10, 30, 20]
    expect([0, 0.25, 0.5, 0.51, 0.99, 1].map((share) => quantile(values, share))).toEqual([10, 10, 20, 30, 40, 40])
    expect(median([3, 1, 2])).toBe(2)
  })

  it('refuses to give a quantile of nothing', () => {
    expect(() => median([])).toThrow('Nothing was measured')
  })

  it('finds the slope that points lie on, and the one between points that lie on none', () => {
    expect(slope([0, 1_000, 3_000].map((x) => [x, 7 + x * 0.25]))).toBeCloseTo(0.25, 12)
    expect(
      slope([
        [0, 0],
        [1, 3],
        [2, 0],
        [3, 3],
      ]),
    ).toBeCloseTo(0.6, 12)
  })

  it('refuses to lay a line through points above one another', () => {
    expect(() =>
      slope([
        [1, 1],
        [1, 2],
      ]),
    ).toThrow('A line needs two points')
  })
})
