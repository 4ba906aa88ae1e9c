import { describe, expect, it } from 'vitest'
import { anytimeAtMost } from '../../../src/core/gate/anytime-bound.ts'
import type { JudgedAnswer, Verdict } from '../../../src/core/gate/certification/gate-event.ts'
import type { Outlook } from '../../../src/core/gate/outlook.ts'
import {
  addAnswer,
  addVerdict,
  beginOutlook,
  between,
  outlookAt,
  overallOf,
  placesIn,
} from '../../../src/core/gate/outlook.ts'
import { anAnswerJudged, anAudit } from '../../support/gate-events.ts'
import { randomFrom } from '../../support/seeded.ts'

const PROMISED = { target: 0.05, risk: 0.05 }

function seen(...scores: readonly (number | null)[]): Outlook {
  const outlook = beginOutlook()
  for (const score of scores) addAnswer(outlook, anAnswerJudged(0, { score }))
  return outlook
}

function look(outlook: Outlook, answer: JudgedAnswer, verdict: Verdict): void {
  addAnswer(outlook, answer)
  addVerdict(outlook, answer, verdict)
}

describe('what a limit would come to', () => {
  it('[GC65] of nothing nothing is known', () => {
    expect(outlookAt(beginOutlook(), 0.8, PROMISED)).toEqual({
      limit: 0.8,
      through: 0,
      wrong: 0,
      of: 0,
      point: null,
      atMost: null,
    })
  })

  it('[GC65] an answer as sure as the limit goes through, one without a score never', () => {
    const outlook = seen(0.9, 0.8, 0.799, null)
    expect(outlookAt(outlook, 0.8, PROMISED).through).toBe(0.5)
    expect(outlookAt(outlook, 0, PROMISED).through).toBe(0.75)
    expect(outlookAt(seen(1, 0), 1, PROMISED).through).toBe(0.5)
  })

  it('[GC65] limits are looked at by thousandths', () => {
    expect(outlookAt(seen(0.8004), 0.8009, PROMISED)).toMatchObject({ limit: 0.8, through: 1 })
  })

  it('[GC66] each answer that was looked at counts for as many as it stands for', () => {
    const outlook = beginOutlook()
    for (let n = 0; n < 30; n += 1) look(outlook, anAnswerJudged(n, { leastChance: 0.1 }), 'right')
    look(outlook, anAudit(90), 'wrong')
    const found = outlookAt(outlook, 0.5, PROMISED)
    expect(found).toMatchObject({ wrong: 1, of: 31 })
    expect(found.point).toBeCloseTo(10 / 40, 12)
    expect(overallOf(outlook)).toEqual({
      found: { answers: 31, right: 30, wrong: 1 },
      weights: { right: 30, wrong: 10 },
    })
    expect(outlookAt(outlook, 0.95, PROMISED)).toMatchObject({ of: 0, point: null, atMost: null })
  })

  it('[GC67] where some answers had no chance of being looked at, and where there is no score, nothing is learned', () => {
    const outlook = beginOutlook()
    look(outlook, anAnswerJudged(1, { chance: 0, leastChance: 0 }), 'wrong')
    look(outlook, anAnswerJudged(2, { score: null }), 'wrong')
    expect(outlookAt(outlook, 0, PROMISED)).toMatchObject({ through: 0.5, of: 0 })
  })
})

describe('what a limit would come to, how many there are of each kind', () => {
  it('[GC65] answers at least as sure as the one and less sure than the other', () => {
    const outlook = seen(0.4999, 0.5, 0.6, null)
    look(outlook, anAudit(1), 'wrong')
    expect(between(outlook, 0.5, 0.9)).toEqual({ answers: 2, right: 0, wrong: 0 })
    expect(between(outlook, 0.5, 0.901)).toEqual({ answers: 3, right: 0, wrong: 1 })
  })

  it('[GC71] each kind by chance has a bound of its own, with its part of the risk, and weighs as many as there are', () => {
    const outlook = beginOutlook()
    for (let n = 0; n < 100; n += 1) look(outlook, anAnswerJudged(n, { leastChance: 0.1 }), 'right')
    for (let n = 0; n < 280; n += 1) addAnswer(outlook, anAudit(n))
    for (let n = 0; n < 20; n += 1) look(outlook, anAudit(n), n < 2 ? 'wrong' : 'right')
    const half = { target: 0.05, risk: 0.025 }
    const [forced, chosen] = [anytimeAtMost({ wrong: 0, of: 100 }, half), anytimeAtMost({ wrong: 2, of: 20 }, half)]
    expect(outlookAt(outlook, 0.5, PROMISED).atMost).toBeCloseTo(0.25 * forced + 0.75 * chosen, 12)
  })

  it('[GC71] of a kind of which nobody looked at any, all may be wrong', () => {
    const outlook = seen(...Array.from({ length: 100 }, () => null))
    for (let n = 0; n < 100; n += 1) look(outlook, anAnswerJudged(n, { leastChance: 0.1 }), 'right')
    for (let n = 0; n < 100; n += 1) addAnswer(outlook, anAudit(n))
    expect(outlookAt(outlook, 0.5, PROMISED).atMost).toBeGreaterThan(0.5)
  })

  it('[GC73] what went by a limit without any chance before weighs nothing, whether it passed or not', () => {
    const outlook = beginOutlook()
    for (let n = 0; n < 100; n += 1) look(outlook, anAnswerJudged(n), 'right')
    for (let n = 0; n < 10; n += 1) look(outlook, anAudit(n), 'right')
    const before = outlookAt(outlook, 0.5, PROMISED)
    for (let n = 0; n < 900; n += 1) {
      addAnswer(outlook, anAnswerJudged(n, { chance: 0, leastChance: 0, went: 'through' }))
      look(outlook, anAnswerJudged(n, { score: 0.6, leastChance: 0 }), 'wrong')
    }
    addAnswer(outlook, anAnswerJudged(0, { score: null }))
    expect(outlookAt(outlook, 0.5, PROMISED)).toEqual({ ...before, through: 1_910 / 1_911 })
  })

  it('[GC72] people having to look at all below the limit in force does not swamp what passes it', () => {
    const random = randomFrom(72)
    const bounds = Array.from({ length: 100 }, () => outlookAt(drawn(random), 0.5, PROMISED).atMost)
    expect(bounds.filter((bound) => bound !== null && bound >= TRUE_SHARE).length).toBeGreaterThanOrEqual(95)
    // It is a bound that says something.
    expect(bounds.every((bound) => bound !== null && bound < 6 * TRUE_SHARE)).toBe(true)
  })
})

const TRUE_SHARE = 0.03

/** From 0.8 on six in a hundred are wrong and people look at one in ten; below nothing is, and they look at all. */
function drawn(random: () => number): Outlook {
  const outlook = beginOutlook()
  for (let n = 0; n < 2_000; n += 1) {
    const isSure = n % 2 === 0
    const answer = isSure ? anAudit(n) : anAnswerJudged(n, { score: 0.6, leastChance: 0.1 })
    const isWrong = isSure && random() < 2 * TRUE_SHARE
    addAnswer(outlook, answer)
    if (random() < answer.chance) addVerdict(outlook, answer, isWrong ? 'wrong' : 'right')
  }
  return outlook
}

describe('the limits that are shown', () => {
  it('[GC68] there are none where there are no scores', () => {
    expect(placesIn(seen())).toEqual([])
    expect(placesIn(seen(null))).toEqual([])
  })

  it('[GC68] each is a score that was given, the strictest first, each once', () => {
    expect(placesIn(seen(0.9, 0.9, 0.9, 0.4))).toEqual([0.9, 0.4])
  })

  it('[GC68] twenty at most, that part the answers into about equal shares', () => {
    const places = placesIn(seen(...Array.from({ length: 200 }, (_, index) => index / 200)))
    expect(places).toHaveLength(20)
    expect(places.slice(0, 3)).toEqual([0.95, 0.9, 0.85])
  })
})
