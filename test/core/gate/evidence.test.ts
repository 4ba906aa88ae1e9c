import { expect, it } from 'vitest'
import type { Outcome } from '../../../src/core/gate/evidence.ts'
import { addOutcomes, beginEvidence } from '../../../src/core/gate/evidence.ts'
import { randomFrom } from '../../support/seeded.ts'

const FIVE_IN_100 = { target: 0.05, risk: 0.05 }
const SEEN = { chance: 1, leastChance: 1 }

function right(score: number | null, count: number): readonly Outcome[] {
  return Array.from({ length: count }, () => ({ ...SEEN, score, isWrong: false }))
}

it('[GC10] several at once are the same as one after the other', () => {
  const random = randomFrom(1)
  const outcomes = Array.from({ length: 200 }, () => ({ ...SEEN, score: random(), isWrong: random() < 0.03 }))
  const begun = beginEvidence([0.6, 0.3, 0], FIVE_IN_100)
  const oneByOne = outcomes.reduce((evidence, outcome) => addOutcomes(evidence, [outcome]), begun)
  expect(addOutcomes(begun, outcomes)).toEqual(oneByOne)
  expect(begun).toEqual(beginEvidence([0.6, 0.3, 0], FIVE_IN_100))
})

it.each<[string, Outcome]>([
  ['nobody looked at', { ...SEEN, score: 0.9, isWrong: null }],
  ['that has no score', { ...SEEN, score: null, isWrong: true }],
  ['that goes to people', { ...SEEN, score: 0.4, isWrong: true }],
])('[GC11] an answer %s changes nothing', (_, outcome) => {
  const begun = beginEvidence([0.5], FIVE_IN_100)
  expect(addOutcomes(begun, [outcome])).toEqual(begun)
})

it('[GC12] 75 right answers certify a limit, 74 do not; a wrong one after that leaves it certified', () => {
  const begun = beginEvidence([0.5], FIVE_IN_100)
  expect(addOutcomes(begun, right(0.9, 74)).certified).toBe(0)
  const certified = addOutcomes(begun, right(0.9, 75))
  expect(certified.certified).toBe(1)
  expect(addOutcomes(certified, [{ ...SEEN, score: 0.9, isWrong: true }]).certified).toBe(1)
})

it('[GC12] the gamblers own what they bet on one answer', () => {
  const [owned = []] = addOutcomes(beginEvidence([0.5], FIVE_IN_100), right(0.9, 1)).wealth
  // 1 + stake / 0.95 · 0.05, and for a wrong one 1 - stake.
  expect(owned.map(Math.exp).map((each) => Number(each.toFixed(4)))).toEqual([1.0132, 1.0263, 1.0395, 1.0474, 1.0511])
  const [lost = []] = addOutcomes(beginEvidence([0.5], FIVE_IN_100), [{ ...SEEN, score: 0.9, isWrong: true }]).wealth
  expect(lost.map(Math.exp).map((each) => Number(each.toFixed(4)))).toEqual([0.75, 0.5, 0.25, 0.1, 0.03])
})

it('[GC12] a looser limit waits for the stricter ones', () => {
  const begun = beginEvidence([0.9, 0.5], FIVE_IN_100)
  const loose = addOutcomes(begun, right(0.7, 100))
  expect(loose.certified).toBe(0)
  expect(addOutcomes(loose, right(0.95, 100)).certified).toBe(2)
})

it('[GC12] what is looked at one time in ten moves what they own as much as all of it would, in ten times as many', () => {
  const begun = beginEvidence([0.5], FIVE_IN_100)
  const audited: Outcome = { score: 0.9, chance: 0.1, leastChance: 0.1, isWrong: false }
  const [seldom = []] = addOutcomes(begun, [audited]).wealth
  const [always = []] = addOutcomes(begun, right(0.9, 1)).wealth
  for (const [index, owned] of seldom.entries()) expect(owned).toBeCloseTo(always[index] ?? Number.NaN, 12)
})

it('[GC14] one that was looked at more often than the rules demand counts for less', () => {
  const begun = beginEvidence([0.5], FIVE_IN_100)
  const [owned = []] = addOutcomes(begun, [{ score: 0.9, chance: 1, leastChance: 0.1, isWrong: false }]).wealth
  // 1 + stake / 0.95 · 0.1 · 0.05
  expect(Math.exp(owned[3] ?? Number.NaN)).toBeCloseTo(1 + (0.9 / 0.95) * 0.005, 12)
})
