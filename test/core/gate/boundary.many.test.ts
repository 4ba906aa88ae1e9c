import { expect, it } from 'vitest'
import { chanceOfAtMost } from '../../../src/core/basics/binomial.ts'
import type { Labelled } from '../../../src/core/gate/certify-once.ts'
import { certifyOnce } from '../../../src/core/gate/certify-once.ts'
import { cutsOf, cutsToBeginWith } from '../../../src/core/gate/cuts.ts'
import type { Outcome } from '../../../src/core/gate/evidence.ts'
import { addOutcomes, beginEvidence } from '../../../src/core/gate/evidence.ts'
import type { Random } from '../../support/seeded.ts'
import { randomFrom } from '../../support/seeded.ts'

const PROMISED = { target: 0.05, risk: 0.05 }
/** However sure an answer is, it is wrong a little more often than promised: no limit keeps the promise. */
const WRONG = 1.001 * PROMISED.target
const RUNS = 2_000
const ITEMS = 1_000
/** The risk, and three times the deviation of so many runs. */
const EVER_MAX = 0.065

function thenLess(n: number): number {
  if (n < 200) return 1
  return n < 600 ? 0.1 : 0.05
}

/** The least chance with which an answer is looked at, by its place. */
const RULES = {
  all: () => 1,
  'one in ten': () => 0.1,
  'all, then one in ten, then one in twenty': thenLess,
} as const

function shareOfRuns(isSo: (random: Random) => boolean): number {
  const random = randomFrom(13)
  return Array.from({ length: RUNS }, () => isSo(random)).filter(Boolean).length / RUNS
}

/** Scores that say nothing of what is wrong; limits come from others like them. */
const CUTS = cutsToBeginWith(Array.from({ length: 1_000 }, (_, index) => index / 1_000))

function outcomes(random: Random, leastChance: (n: number) => number): readonly Outcome[] {
  const limit = CUTS[6] ?? 0
  return Array.from({ length: ITEMS }, (_, n) => {
    const [score, isWrong, coin] = [random(), random() < WRONG, random()]
    const chance = score < limit ? 1 : leastChance(n)
    return { score, chance, leastChance: leastChance(n), isWrong: coin < chance ? isWrong : null }
  })
}

it.each(Object.entries(RULES))(
  '[GC13] looking after every answer, %s being looked at, seldom certifies what is not so',
  (_, rule) => {
    const ever = shareOfRuns(
      (random) => addOutcomes(beginEvidence(CUTS, PROMISED), outcomes(random, rule)).certified > 0,
    )
    expect(ever).toBeLessThanOrEqual(EVER_MAX)
  },
)

it('[GC13] the bound for one look, looked at after every answer, does so far more often', () => {
  const ever = shareOfRuns((random) => {
    let [wrong, isPassed] = [0, false]
    for (let of = 1; of <= ITEMS && !isPassed; of += 1) {
      wrong += random() < WRONG ? 1 : 0
      isPassed = chanceOfAtMost(wrong, of, PROMISED.target) <= PROMISED.risk
    }
    return isPassed
  })
  expect(ever).toBeGreaterThan(2 * EVER_MAX)
})

function labelled(random: Random): readonly Labelled[] {
  return Array.from({ length: 500 }, () => ({ score: random(), isWrong: random() < WRONG }))
}

it('[GC8] one look seldom certifies what is not so', () => {
  expect(shareOfRuns((random) => certifyOnce(CUTS, labelled(random), PROMISED) !== null)).toBeLessThanOrEqual(EVER_MAX)
})

it('[GC8] the limit whose observed errors meet the target is wrong far more often', () => {
  const chosen = shareOfRuns((random) => {
    const labels = labelled(random)
    return cutsOf(labels.map(({ score }) => score)).some((cut) => {
      const through = labels.filter(({ score }) => score >= cut)
      return through.filter(({ isWrong }) => isWrong).length / through.length <= PROMISED.target
    })
  })
  expect(chosen).toBeGreaterThan(2 * EVER_MAX)
})
