import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Labelled } from '../../../src/core/gate/certify-once.ts'
import { certifyOnce, fewestLabels } from '../../../src/core/gate/certify-once.ts'
import { cutsOf, cutsToBeginWith } from '../../../src/core/gate/cuts.ts'

const FIVE_IN_100 = { target: 0.05, risk: 0.05 }
const CUTS = [0.9, 0.8, 0.7]

/** So many answers with this score, so many of them wrong. */
function some(score: number, of: number, wrong: number): readonly Labelled[] {
  return Array.from({ length: of }, (_, index) => ({ score, isWrong: index < wrong }))
}

it('[GC4] limits are given scores at equal steps of what goes through, the strictest first, each once', () => {
  expect(cutsOf([0.1, 0.9, 0.5, 0.7, 0.3], 5)).toEqual([0.9, 0.7, 0.5, 0.3, 0.1])
  expect(cutsOf([0.1, 0.9, 0.5, 0.7, 0.3, 0.2], 3)).toEqual([0.7, 0.3, 0.1])
  expect(cutsOf(Array.from({ length: 100 }, () => 0.95))).toEqual([0.95])
  expect(cutsOf([])).toEqual([])
})

it('[GC4] twenty at the most, and the last lets everything through', () => {
  const scores = Array.from({ length: 1_000 }, (_, index) => index / 1_000)
  expect(cutsOf(scores)).toHaveLength(20)
  expect(cutsOf(scores).at(-1)).toBe(0)
})

it('[GC5] begins with the first limit that lets two fifths through', () => {
  const scores = Array.from({ length: 100 }, (_, index) => index)
  expect(cutsToBeginWith(scores)[0]).toBe(60)
  expect(cutsToBeginWith(scores)).toHaveLength(13)
})

it('[GC6] goes down from the strictest limit to the last that passes', () => {
  const labelled = [...some(0.95, 100, 0), ...some(0.85, 60, 2), ...some(0.75, 40, 20)]
  expect(certifyOnce(CUTS, labelled, FIVE_IN_100)).toMatchObject({ cut: 0.8, wrong: 2, of: 160 })
  expect(certifyOnce(CUTS, labelled, FIVE_IN_100)?.atMost).toBeCloseTo(0.038824, 5)
})

it('[GC6] the first that fails ends the search, even if a looser one would pass', () => {
  const labelled = [...some(0.95, 200, 8), ...some(0.85, 100, 0)]
  expect(certifyOnce(CUTS, labelled, FIVE_IN_100)).toBeNull()
  expect(certifyOnce([0.8], labelled, FIVE_IN_100)).toMatchObject({ cut: 0.8 })
})

it('[GC6] a limit with too few labels is passed over, not failed', () => {
  const fewest = fewestLabels(FIVE_IN_100)
  expect(fewest).toBe(59)
  const labelled = [...some(0.95, 94, 0), ...some(0.85, 20, 0)]
  expect(certifyOnce([0.9], labelled, FIVE_IN_100)).toBeNull()
  expect(certifyOnce([0.9, 0.8], labelled, FIVE_IN_100)).toMatchObject({ cut: 0.8, of: 114 })
})

it('[GC6] of no labels nothing is certified', () => {
  expect(certifyOnce(CUTS, [], FIVE_IN_100)).toBeNull()
})

const label = fc.record({ score: fc.integer({ min: 0, max: 30 }), isWrong: fc.nat(20).map((n) => n === 0) })

it('[GC7] neither order nor scale matters, and one right label more never raises the bound of a limit', () => {
  fc.assert(
    fc.property(fc.array(label, { minLength: 100, maxLength: 400 }), (labels) => {
      const cuts = cutsOf(labels.map(({ score }) => score))
      const certified = certifyOnce(cuts, labels, FIVE_IN_100)
      expect(certifyOnce(cuts, labels.toReversed(), FIVE_IN_100)).toEqual(certified)
      const stretched = labels.map(({ score, isWrong }) => ({ score: Math.exp(score / 7), isWrong }))
      const scaled = certifyOnce(
        cuts.map((cut) => Math.exp(cut / 7)),
        stretched,
        FIVE_IN_100,
      )
      expect(scaled?.of).toBe(certified?.of)
      if (certified === null) return
      const one = certifyOnce([certified.cut], [...labels, { score: 30, isWrong: false }], FIVE_IN_100)
      expect(one?.atMost ?? 0).toBeLessThanOrEqual(certified.atMost)
    }),
    { numRuns: 60 },
  )
})
