import { describe, expect, it } from 'vitest'
import { beginCertification, continueCertification } from '../../src/core/gate/certification/continue-certification.ts'
import { outlookAt } from '../../src/core/gate/outlook.ts'
import { evidenceOf } from '../../src/core/receipt/evidence-order.ts'
import type { GateAnswer } from '../../src/core/receipt/gate-evidence.ts'
import type { GateAnswerRow } from '../../src/engine/gate-row.ts'
import type { GateWatch } from '../../src/engine/gate-watch.ts'
import { answersSince, certificationOf, openWatch, takeIn, waitingIn } from '../../src/engine/gate-watch.ts'
import { FIVE_IN_100 } from '../support/gate-events.ts'
import { at } from '../support/runs.ts'
import { randomFrom } from '../support/seeded.ts'

function answerOf(n: number, over: Partial<GateAnswer> = {}): GateAnswer {
  const looked = { chance: 1, leastChance: 1, went: 'to-people', look: { type: 'open' } } as const
  return { run: runName(n), at: at(n), score: 0.9, ...looked, second: null, ...over }
}

function runName(n: number): string {
  return `run-${String(n).padStart(4, '0')}`
}

function foundAt(minutes: number, verdict: 'right' | 'wrong' = 'right') {
  return { look: { type: 'done', at: at(minutes), verdict } } as const
}

/** Each with the next number of its line. */
function rowsFrom(first: number, answers: readonly GateAnswer[]): readonly GateAnswerRow[] {
  return answers.map((answer, index) => ({ change: first + index, answer }))
}

const NOW = at(10_000)

function watched(...batches: readonly (readonly GateAnswer[])[]): GateWatch {
  const watch = openWatch()
  for (const batch of batches) takeIn(watch, rowsFrom(watch.change + 1, batch), NOW)
  return watch
}

function fromScratch(answers: readonly GateAnswer[], now = NOW) {
  return continueCertification(beginCertification(FIVE_IN_100), evidenceOf(answers, now))
}

const FIRST = Array.from({ length: 140 }, (_, n) => answerOf(n))
const LOOKED = FIRST.map((answer, n) => ({ ...answer, ...foundAt(200 + n) }))

describe('what is kept of a line', () => {
  it('[EN83] an answer of a moment before the last folds anew, and gives the same as from scratch', () => {
    const [late, ...others] = LOOKED
    const watch = watched(others)
    const before = certificationOf(watch, FIVE_IN_100)
    if (late !== undefined) takeIn(watch, rowsFrom(999, [late]), NOW)
    expect(certificationOf(watch, FIVE_IN_100)).toEqual(fromScratch(LOOKED))
    expect([before.answers, before.issued.length, watch.change]).toEqual([139, 1, 999])
  })

  it.each([1, 2, 3])('[EN83] however it was written and read, it is the same as from scratch (%d)', (seed) => {
    const random = randomFrom(seed)
    const answers = FIRST.map((answer, n) => {
      const found = foundAt(n + Math.floor(random() * 300), random() < 0.02 ? 'wrong' : 'right')
      return random() < 0.01 ? answer : { ...answer, ...found }
    })
    // First as they were judged, then what was found of them, in any order.
    const written = [...FIRST, ...answers.toSorted(() => random() - 0.5)]
    const watch = openWatch()
    for (let done = 0; done < written.length; ) {
      const step = 1 + Math.floor(random() * 30)
      takeIn(watch, rowsFrom(done + 1, written.slice(done, done + step)), NOW)
      certificationOf(watch, FIVE_IN_100)
      done += step
    }
    expect(certificationOf(watch, FIVE_IN_100)).toEqual(fromScratch(answers))
  })

  it('[EN83] one that waits holds back those after it, until it is late', () => {
    const answers = LOOKED.map((answer, n) => (n === 50 ? answerOf(50) : answer))
    const watch = watched(answers)
    expect(certificationOf(watch, FIVE_IN_100).answers).toBe(50)
    expect(waitingIn(watch)).toBe(1)
    const later = at(50 + 7 * 24 * 60)
    takeIn(watch, [], later)
    expect(certificationOf(watch, FIVE_IN_100)).toEqual(fromScratch(answers, later))
    expect(certificationOf(watch, FIVE_IN_100).answers).toBe(140)
  })

  it('[EN84] what is read again, and a second look, change nothing of it', () => {
    const watch = watched(LOOKED)
    const before = certificationOf(watch, FIVE_IN_100)
    takeIn(watch, rowsFrom(500, [answerOf(50, { ...foundAt(250), second: 'wrong' }), answerOf(60, foundAt(260))]), NOW)
    expect(certificationOf(watch, FIVE_IN_100)).toEqual(before)
    expect(watch.shown).toHaveLength(140)
    expect(watch.answers.get(runName(50))).toMatchObject({ second: 'wrong' })
    expect(outlookAt(watch.outlook, 0.9, FIVE_IN_100)).toMatchObject({ wrong: 0, of: 140, through: 1 })
  })

  it('[EN84] nothing new leaves it as it is', () => {
    const watch = watched(LOOKED, [])
    expect(watch.change).toBe(140)
    expect(watch.shown).toHaveLength(140)
  })

  it('[EN84] how its answers lie counts each answer and each verdict once', () => {
    const done = answerOf(7, foundAt(8, 'wrong'))
    const unsure = answerOf(2, { score: 0.5 })
    const watch = watched([answerOf(1), unsure, done], [answerOf(1, foundAt(9)), done])
    expect(outlookAt(watch.outlook, 0.9, FIVE_IN_100)).toMatchObject({ wrong: 1, of: 2, point: 0.5, through: 2 / 3 })
  })

  it('[EN86] of the promises that somebody looked at, the sixteen of the last are kept', () => {
    const watch = watched(LOOKED)
    const promise = (n: number) => ({ ...FIVE_IN_100, target: 0.05 + n / 100 })
    for (let n = 0; n < 16; n += 1) certificationOf(watch, promise(n))
    certificationOf(watch, promise(0))
    certificationOf(watch, promise(16))
    expect(watch.certifications.size).toBe(16)
    const kept = [...watch.certifications.values()].map(({ terms }) => terms.target)
    expect(kept).not.toContain(promise(1).target)
    expect(kept.slice(-2)).toEqual([promise(0).target, promise(16).target])
    expect(certificationOf(watch, promise(1))).toEqual(
      continueCertification(beginCertification(promise(1)), evidenceOf(LOOKED, NOW)),
    )
  })

  it('[EN86] promises of another risk, or another number for the one look, are others', () => {
    const watch = watched(LOOKED)
    certificationOf(watch, FIVE_IN_100)
    expect(certificationOf(watch, { ...FIVE_IN_100, risk: 1e-6 }).standing).toBeNull()
    expect(certificationOf(watch, { ...FIVE_IN_100, shadow: 150 }).terms.shadow).toBe(150)
  })

  it('[EN87] how many answers were judged since a moment, that one included', () => {
    expect(answersSince(watched(LOOKED), at(100))).toBe(40)
  })
})
