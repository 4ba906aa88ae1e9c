import { expect, it } from 'vitest'
import { atMostShare } from '../../../src/core/basics/binomial.ts'
import { anytimeAtMost } from '../../../src/core/gate/anytime-bound.ts'
import { leastLabels, leastLabelsAnytime, leastToPeople } from '../../../src/core/gate/feasible.ts'
import { logBeta, logGamma } from '../../../src/core/gate/log-gamma.ts'

const RISK = 0.05

it.each([
  [0.01, [299, 473, 628, 773]],
  [0.02, [149, 236, 313, 386]],
  [0.05, [59, 93, 124, 153]],
  [0.1, [29, 46, 61, 76]],
])('[GC1] one look at a target of %d needs so many labels with 0, 1, 2, 3 wrong ones', (target, least) => {
  expect(least.map((_, wrong) => leastLabels(wrong, { target, risk: RISK }))).toEqual(least)
})

it.each([
  // scipy.stats.beta.ppf(0.95, k + 1, n - k)
  [0, 20, 0.139108],
  [0, 59, 0.049508],
  [0, 100, 0.029513],
  [1, 100, 0.04656],
  [5, 200, 0.051843],
  [3, 300, 0.025641],
  [2, 500, 0.012538],
  [9, 610, 0.025605],
])('[GC1] of %d wrong of %d at most %d are wrong', (wrong, of, atMost) => {
  expect(atMostShare(wrong, of)).toBeCloseTo(atMost, 5)
})

it('[GC1] the less may be risked, the higher the bound; of all wrong it is 1, and of nothing nothing is known', () => {
  // scipy.stats.beta.ppf(0.99, 6, 195)
  expect(atMostShare(5, 200, 0.01)).toBeCloseTo(0.064224, 5)
  expect(atMostShare(7, 7, 0.01)).toBe(1)
  expect(atMostShare(0, 0, 0.01)).toBeNull()
})

it.each([
  [0.01, [380, 635, 851]],
  [0.02, [189, 316, 424]],
  [0.05, [75, 125, 168]],
  [0.1, [36, 61, 82]],
])('[GC2] looks at every moment at a target of %d need so many labels with 0, 1, 2 wrong ones', (target, least) => {
  expect(least.map((_, wrong) => leastLabelsAnytime(wrong, { target, risk: RISK }))).toEqual(least)
})

it.each([
  // The root of betaln(1 + k, b + n - k) - betaln(1, b) - k ln p - (n - k) ln(1 - p) = ln 20, with scipy.
  { wrong: 0, of: 75, target: 0.05, atMost: 0.049489 },
  { wrong: 3, of: 300, target: 0.02, atMost: 0.034903 },
  { wrong: 9, of: 610, target: 0.02, atMost: 0.034652 },
  { wrong: 40, of: 400, target: 0.1, atMost: 0.159149 },
])(
  '[GC2] of $wrong wrong of $of at a target of $target at most $atMost are wrong at every moment',
  ({ wrong, of, target, atMost }) => {
    expect(anytimeAtMost({ wrong, of }, { target, risk: RISK })).toBeCloseTo(atMost, 5)
  },
)

it('[GC2] of nothing, and of all wrong, everything may be', () => {
  expect(anytimeAtMost({ wrong: 0, of: 0 }, { target: 0.05, risk: RISK })).toBeCloseTo(1, 5)
  expect(anytimeAtMost({ wrong: 4, of: 4 }, { target: 0.05, risk: RISK })).toBe(1)
})

it.each([
  // scipy.special.gammaln
  [0.5, 0.5723649429247],
  [1, 0],
  [3.7, 1.428072326665388],
  [15, 25.191221182738683],
  [80.25, 270.38543121973674],
  [1e5, 1051287.7089736569],
])('[GC2] ln Γ(%d) is %d', (x, value) => {
  expect(Math.abs(logGamma(x) - value)).toBeLessThan(1e-12 * Math.max(1, value))
  expect(logBeta(x, 1)).toBeCloseTo(-Math.log(x), 9)
})

it('[GC3] with 11.8 wrong in 100, at least a fourteenth goes to people for 5 in 100; with fewer wrong than that, none must', () => {
  expect(leastToPeople(0.118, 0.05)).toBeCloseTo(0.0716, 4)
  expect(leastToPeople(0.04, 0.05)).toBe(0)
})
