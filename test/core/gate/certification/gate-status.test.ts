import { describe, expect, it } from 'vitest'
import type { Certification } from '../../../../src/core/gate/certification/certification.ts'
import { certificationAt } from '../../../../src/core/gate/certification/continue-certification.ts'
import { gateStatus, isMissingMore, limitOf } from '../../../../src/core/gate/certification/gate-status.ts'
import { reviewsNeeded } from '../../../../src/core/gate/certification/reviews-needed.ts'
import {
  anAnswerJudged,
  anAudit,
  answersFrom,
  answersWith,
  certificationOf,
  drawnFrom,
  NOT_DUE,
  PLACING,
  WRONG,
} from '../../../support/gate-events.ts'
import { at } from '../../../support/runs.ts'
import { randomFrom } from '../../../support/seeded.ts'

const DAY = 24 * 60
const CERTIFIED = [...PLACING, ...answersWith(0, 91)]

describe('how a gate stands', () => {
  it('[GC55] it gathers until it is certified, then answers go through from the limit on', () => {
    const gathering = gateStatus(certificationOf([...PLACING, ...answersWith(0, 50)]), at(200))
    expect(gathering).toEqual({ type: 'gathering', checked: 90, needed: 41, ended: null })
    expect(limitOf(gathering)).toBeNull()
    const passed = answersFrom(150, 12, (n) => ({ ...anAudit(n), check: NOT_DUE }))
    const certified = gateStatus(certificationOf([...CERTIFIED, ...passed]), at(200))
    expect(certified).toMatchObject({ type: 'certified', certificate: { limit: 0.9 }, answersLeft: 4_988 })
    expect(limitOf(certified)).toBe(0.9)
  })

  it('[GC55] while limits are placed, the answers that place them are said', () => {
    expect(gateStatus(certificationOf(PLACING.slice(0, 15)), at(99))).toMatchObject({ type: 'gathering', checked: 15 })
  })

  it('[GC55] a certificate that has come of age since the last answer is none', () => {
    const ended = { type: 'expired', at: at(130 + 30 * DAY) }
    const before = certificationOf(CERTIFIED)
    expect(gateStatus(before, at(129 + 30 * DAY)).type).toBe('certified')
    expect(gateStatus(before, at(130 + 30 * DAY))).toMatchObject({ type: 'gathering', ended })
    expect(certificationAt(before, at(99 * DAY)).ended).toEqual(ended)
    expect(before.ended).toBeNull()
  })

  it('[GC57] where the last hundred answers never said how sure they are, no limit can be found', () => {
    const silent = (count: number) =>
      certificationOf(answersFrom(0, count, (n) => anAnswerJudged(n, { score: null, check: WRONG })))
    expect(gateStatus(silent(99), at(0)).type).toBe('gathering')
    expect(gateStatus(silent(100), at(0))).toEqual({ type: 'impossible', why: 'no-confidence', wrong: 0, of: 100 })
    const silentSince = (count: number) =>
      certificationOf([...PLACING.slice(0, 1), ...answersFrom(9, count, (n) => anAnswerJudged(n, { score: null }))])
    expect(gateStatus(silentSince(99), at(0)).type).toBe('gathering')
    expect(gateStatus(silentSince(100), at(0)).type).toBe('impossible')
  })

  it('[GC58] where even the surest are wrong more often than chance could make of the target, it can not be met', () => {
    // Of 50 answers, 7 or more are wrong with a chance of 1.2 in 100 at the target, 8 or more with 0.3.
    expect(gateStatus(certificationOf([...PLACING, ...answersWith(7, 50)]), at(0)).type).toBe('gathering')
    const impossible = gateStatus(certificationOf([...PLACING, ...answersWith(8, 50)]), at(0))
    expect(impossible).toEqual({ type: 'impossible', why: 'too-many-wrong', wrong: 8, of: 50 })
    expect(limitOf(impossible)).toBeNull()
  })

  it('[GC58] wrong ones below the strictest limit do not say so', () => {
    const placing = answersFrom(0, 40, (n) => anAnswerJudged(n, { score: n % 2 === 0 ? 0.9 : 0.5 }))
    const unsure = answersFrom(40, 60, (n) => anAnswerJudged(n, { score: 0.5, check: WRONG }))
    expect(gateStatus(certificationOf([...placing, ...unsure]), at(0)).type).toBe('gathering')
  })

  it('[GC59] confidence is missing more than usual where more than 5 of the last 100 answers had none', () => {
    const silent = (n: number) => anAnswerJudged(n, { score: null })
    expect(isMissingMore(certificationOf(answersFrom(0, 5, silent)))).toBe(false)
    expect(isMissingMore(certificationOf(answersFrom(0, 6, silent)))).toBe(true)
    expect(isMissingMore(certificationOf([...answersFrom(0, 6, silent), ...answersFrom(6, 94)]))).toBe(true)
    const longAgo = certificationOf([...answersFrom(0, 6, silent), ...answersFrom(6, 95)])
    expect(isMissingMore(longAgo)).toBe(false)
    expect(longAgo.missing).toBe(6)
  })
})

/** How many answers it took until something was certified. */
function answersUntil(certified: (count: number) => Certification, most: number): number {
  let [low, high] = [0, most]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (certified(middle).issued.length > 0) high = middle
    else low = middle
  }
  return high
}

const RUNS = 40

/** What is said half way to a certificate, by what it then takes. */
function ratiosHalfWay(wrongWhenSure: number): readonly number[] {
  const random = randomFrom(7)
  return Array.from({ length: RUNS }, () => {
    const drawn = drawnFrom({ sure: 0.6, wrongWhenSure, wrongOtherwise: 0.4 }, 800, random)
    const took = answersUntil((count) => certificationOf(drawn.slice(0, count)), drawn.length)
    const half = Math.floor(took / 2)
    const needed = reviewsNeeded(certificationOf(drawn.slice(0, half))) ?? Number.POSITIVE_INFINITY
    return needed / (took - half)
  })
}

describe('how many more reviews are needed', () => {
  it('[GC60] nobody says it where the surest are wrong too often, or it is more than 10,000', () => {
    expect(reviewsNeeded(certificationOf([...PLACING, ...answersWith(6, 50)], { shadow: 60 }))).toBeNull()
    expect(reviewsNeeded(certificationOf([], { target: 0.001, shadow: 10_000 }))).toBeNull()
    expect(reviewsNeeded(certificationOf([], { target: 0.01, shadow: 1_000 }))).toBe(1_040)
  })

  it('[GC60] the one look is not counted on where too few answers would be above every limit', () => {
    const silent = answersFrom(90, 50, (n) => anAnswerJudged(n, { score: null }))
    const halfSilent = certificationOf([...PLACING, ...answersWith(0, 50), ...silent])
    // The one look would be had at 200, 100 of them above the limit; 116 are the fewest for it.
    expect(reviewsNeeded(halfSilent)).toBe(82)
    expect(halfSilent.shadow).toHaveLength(100)
    const withWrong = certificationOf([...PLACING, ...answersWith(1, 50), ...silent])
    expect(reviewsNeeded(withWrong)).toBeGreaterThan(100)
    // Twenty kinds share the risk: even 200 right ones are too few for one look.
    expect(reviewsNeeded(certificationOf([], { risk: 0.05 / 20 }))).toBeGreaterThan(240)
  })

  it.each([1, 2, 3])('[GC60] it is never below one while nothing is certified (%d)', (seed) => {
    const drawn = drawnFrom({ sure: 0.6, wrongWhenSure: 0.04, wrongOtherwise: 0.4 }, 500, randomFrom(seed))
    for (let count = 0; count <= drawn.length; count += 7) {
      const certification = certificationOf(drawn.slice(0, count))
      const needed = reviewsNeeded(certification)
      if (certification.issued.length === 0 && needed !== null) expect(needed).toBeGreaterThanOrEqual(1)
    }
  })

  it('[GC61] half way it is seldom less than half, and where none of the surest is wrong seldom more than twice what it takes', () => {
    const allRight = ratiosHalfWay(0)
    expect(allRight.filter((ratio) => ratio >= 0.5 && ratio <= 2).length).toBeGreaterThanOrEqual(0.9 * RUNS)
    const someWrong = ratiosHalfWay(0.01)
    expect(someWrong.filter((ratio) => ratio >= 0.5).length).toBeGreaterThanOrEqual(0.9 * RUNS)
    expect(someWrong.filter((ratio) => ratio <= 4).length).toBeGreaterThanOrEqual(0.7 * RUNS)
  })

  it('[GC61] after a certificate has come of age, only the reviews since count for how often answers are sure', () => {
    const half = (from: number) => answersFrom(from, 90, (n) => anAnswerJudged(n, { score: n % 2 === 0 ? 0.9 : 0.1 }))
    const expired = certificationOf([...CERTIFIED, ...half(40 * DAY).slice(0, 61)])
    // 31 of the 61 since were sure.
    expect(expired.standing).toBeNull()
    expect(reviewsNeeded(expired)).toBe(Math.ceil((75 - 31) / (31 / 61)))
  })
})
