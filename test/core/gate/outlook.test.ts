import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../src/core/gate/certification/gate-event.ts'
import type { Outlook } from '../../../src/core/gate/outlook.ts'
import { addAnswer, addVerdict, beginOutlook, outlookAt, placesIn } from '../../../src/core/gate/outlook.ts'
import { anAnswerJudged, anAudit } from '../../support/gate-events.ts'

const PROMISED = { target: 0.05, risk: 0.05 }

function seen(...scores: readonly (number | null)[]): Outlook {
  const outlook = beginOutlook()
  for (const score of scores) addAnswer(outlook, { score })
  return outlook
}

function look(outlook: Outlook, answer: ReturnType<typeof anAnswerJudged>, verdict: Verdict): void {
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
    expect(found.atMost).toBeGreaterThan(1 / 31)
    expect(outlookAt(outlook, 0.95, PROMISED)).toMatchObject({ of: 0, point: null, atMost: null })
  })

  it('[GC67] where some answers had no chance of being looked at, and where there is no score, nothing is learned', () => {
    const outlook = beginOutlook()
    look(outlook, anAnswerJudged(1, { chance: 0, leastChance: 0 }), 'wrong')
    look(outlook, anAnswerJudged(2, { score: null }), 'wrong')
    expect(outlookAt(outlook, 0, PROMISED)).toMatchObject({ through: 0.5, of: 0 })
  })
})

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
