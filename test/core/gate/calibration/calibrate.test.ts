import fc from 'fast-check'
import { expect, it } from 'vitest'
import { calibrate, probablyRight } from '../../../../src/core/gate/calibration/calibrate.ts'
import { fitIsotonic, rightBySteps } from '../../../../src/core/gate/calibration/isotonic.ts'
import type { Judged } from '../../../../src/core/gate/calibration/judged.ts'
import { calibrationError, discrimination, reliabilityOf } from '../../../../src/core/gate/calibration/reliability.ts'
import { vennAbers } from '../../../../src/core/gate/calibration/venn-abers.ts'

/** Scores from 0.3 to 0.99 that are right with the chance of their square, always the same. */
function someJudged(count: number): readonly Judged[] {
  let state = 7n
  const next = (): number => {
    state = (state * 1_103_515_245n + 12_345n) % 2_147_483_648n
    return Number((state >> 8n) % 1_000n) / 1_000
  }
  return Array.from({ length: count }, () => {
    const score = Number((0.3 + 0.69 * next()).toFixed(3))
    return { score, isRight: next() < score * score }
  })
}

it.each([
  [0, 'none'],
  [29, 'none'],
  [30, 'platt'],
  [199, 'platt'],
  [200, 'beta'],
  [999, 'beta'],
  [1_000, 'isotonic'],
])('[GC30] %d labels have the form %s', (count, kind) => {
  const calibration = calibrate(someJudged(count))
  expect(calibration).toMatchObject({ kind, of: count })
  expect(probablyRight(calibration, 0.8) === null).toBe(kind === 'none')
})

it('[GC31] the forms are those of an independent fit', () => {
  // scipy.optimize.minimize (BFGS) of the same likelihood.
  const platt = calibrate(someJudged(100))
  expect(platt).toMatchObject({ weights: [expect.closeTo(0.8010375, 5), expect.closeTo(-1.05756798, 5)] })
  expect(probablyRight(platt, 0.9)).toBeCloseTo(1 / (1 + Math.exp(-0.8010375 * Math.log(9) + 1.05756798)), 6)
  const beta = calibrate(someJudged(400))
  const weights = [expect.closeTo(2.7364894, 4), expect.closeTo(0.46196735, 4), expect.closeTo(0.22692739, 4)]
  expect(beta).toMatchObject({ weights })
  const expected = 2.7364894 * Math.log(0.5) - 0.46196735 * Math.log(0.5) + 0.22692739
  expect(probablyRight(beta, 0.5)).toBeCloseTo(1 / (1 + Math.exp(-expected)), 5)
})

it.each([
  ['falls at its lower end', (score: number) => (score < 0.5 ? 1 - score : score)],
  ['falls at its upper end', (score: number) => (score < 0.5 ? score : 1 - score)],
  ['falls all the way', (score: number) => 1 - score],
])('[GC31] where what is right %s, no surer answer is said to be right less often', (_, chance) => {
  const judged = Array.from({ length: 400 }, (__, index) => {
    const score = (index + 0.5) / 400
    return { score, isRight: (index * 0.618) % 1 < chance(score) }
  })
  const calibration = calibrate(judged)
  const said = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map((score) => probablyRight(calibration, score) ?? Number.NaN)
  expect(said).toEqual(said.toSorted((left, right) => left - right))
  expect(said.every((each) => each > 0 && each < 1)).toBe(true)
})

it('[GC31] labels that are all right do not make anything certain', () => {
  const calibration = calibrate(Array.from({ length: 40 }, () => ({ score: 1, isRight: true })))
  expect(probablyRight(calibration, 1)).toBeCloseTo(41 / 42, 3)
})

it('[GC31] a label that stands for two counts as two', () => {
  const judged = someJudged(60)
  const twice = calibrate(judged.map((each) => ({ ...each, weight: 2 })))
  const doubled = calibrate([...judged, ...judged])
  expect(probablyRight(twice, 0.7)).toBeCloseTo(probablyRight(doubled, 0.7) ?? Number.NaN, 1)
  expect(
    fitIsotonic([
      { score: 0.5, isRight: true, weight: 3 },
      { score: 0.5, isRight: false },
    ]),
  ).toEqual([{ from: 0.5, right: 0.75 }])
})

it('[GC32] violators are pooled, and equal scores are one', () => {
  const judged = [
    { score: 0.1, isRight: false },
    { score: 0.2, isRight: true },
    { score: 0.3, isRight: false },
    { score: 0.3, isRight: true },
    { score: 0.4, isRight: false },
    { score: 0.9, isRight: true },
  ]
  const steps = [
    { from: 0.1, right: 0 },
    { from: 0.2, right: 0.5 },
    { from: 0.9, right: 1 },
  ]
  expect(fitIsotonic(judged)).toEqual(steps)
  expect([0, 0.1, 0.25, 0.9, 1].map((score) => rightBySteps(steps, score))).toEqual([0, 0, 0.5, 1, 1])
  expect(rightBySteps([], 0.4)).toBe(0.5)
})

const judged = fc.record({ score: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), isRight: fc.boolean() })

it('[GC32] steps never fall and keep the mean', () => {
  fc.assert(
    fc.property(fc.array(judged, { minLength: 1, maxLength: 60 }), (all) => {
      const said = all
        .toSorted((one, other) => one.score - other.score)
        .map(({ score }) => rightBySteps(fitIsotonic(all), score))
      expect(said).toEqual(said.toSorted((left, right) => left - right))
      const { length } = all.filter(({ isRight }) => isRight)
      expect(said.reduce((sum, each) => sum + each, 0)).toBeCloseTo(length, 8)
    }),
  )
})

it('[GC33] of little the interval is wide, of much it is narrow, and what is merged lies within', () => {
  expect(vennAbers([], 0.8)).toEqual({ low: 0, high: 1, merged: 0.5 })
  const few = vennAbers(someJudged(30), 0.8)
  const many = vennAbers(someJudged(2_000), 0.8)
  expect(many.high - many.low).toBeLessThan((few.high - few.low) / 4)
  expect(many.merged).toBeGreaterThanOrEqual(many.low)
  expect(many.merged).toBeLessThanOrEqual(many.high)
  expect(many.merged).toBeCloseTo(0.64, 1)
})

it('[GC90] what was said stands beside what was so, by other parts', () => {
  const all = [0.24, 0.26, 0.49, 1].map((score) => ({ score, isRight: true }))
  expect(reliabilityOf(all, 4)).toEqual([
    { of: 1, said: 0.24, right: 1 },
    { of: 2, said: 0.375, right: 1 },
    { of: 1, said: 1, right: 1 },
  ])
})

it('[GC34] what was said stands beside what was so, by tenths', () => {
  const all = [
    { score: 0.92, isRight: true },
    { score: 0.98, isRight: false },
    { score: 1, isRight: true },
    { score: 0.15, isRight: false },
  ]
  const bins = reliabilityOf(all)
  expect(bins).toEqual([
    { of: 1, said: 0.15, right: 0 },
    { of: 3, said: expect.closeTo(0.96667, 5), right: expect.closeTo(0.66667, 5) },
  ])
  expect(calibrationError(bins)).toBeCloseTo(0.25 * 0.15 + 0.75 * 0.3, 10)
  expect(calibrationError([])).toBeNull()
})

it('[GC35] chance is a half, parted is 1, and equal scores count half', () => {
  const score = (value: number, isRight: boolean): Judged => ({ score: value, isRight })
  expect(discrimination([score(0.9, true), score(0.8, true), score(0.3, false)])).toBe(1)
  expect(discrimination([score(0.9, false), score(0.3, true)])).toBe(0)
  expect(discrimination([score(0.9, true), score(0.9, false)])).toBe(0.5)
  // Of four pairs two are parted, one is equal, one is the wrong way round.
  expect(discrimination([score(0.9, true), score(0.5, true), score(0.5, false), score(0.7, false)])).toBe(0.625)
  expect(discrimination([score(0.9, true)])).toBeNull()
})
