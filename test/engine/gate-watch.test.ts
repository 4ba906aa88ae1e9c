import { describe, expect, it } from 'vitest'
import { beginCertification, continueCertification } from '../../src/core/gate/certification/continue-certification.ts'
import { outlookAt } from '../../src/core/gate/outlook.ts'
import type { GateAnswer } from '../../src/core/receipt/gate-evidence.ts'
import { gateEvents } from '../../src/core/receipt/gate-evidence.ts'
import type { GateAnswerRow } from '../../src/engine/gate-row.ts'
import type { GateWatch } from '../../src/engine/gate-watch.ts'
import { answersSince, certificationOf, openWatch, takeIn } from '../../src/engine/gate-watch.ts'
import { FIVE_IN_100 } from '../support/gate-events.ts'
import { at } from '../support/runs.ts'
import { randomFrom } from '../support/seeded.ts'

function answerOf(n: number, over: Partial<GateAnswer> = {}): GateAnswer {
  const looked = { chance: 1, leastChance: 1, went: 'to-people', check: { type: 'open' } } as const
  return { run: `run-${n}`, at: at(n), score: 0.9, ...looked, later: null, second: null, ...over }
}

function rightAt(minutes: number) {
  return { later: { at: at(minutes), verdict: 'right' } } as const
}

/** Each with the next number of its line. */
function rowsFrom(first: number, answers: readonly GateAnswer[]): readonly GateAnswerRow[] {
  return answers.map((answer, index) => ({ change: first + index, answer }))
}

function watched(...batches: readonly (readonly GateAnswer[])[]): GateWatch {
  const watch = openWatch()
  for (const batch of batches) takeIn(watch, rowsFrom(watch.change + 1, batch))
  return watch
}

function fromScratch(answers: readonly GateAnswer[]) {
  return continueCertification(beginCertification(FIVE_IN_100), gateEvents(answers))
}

const FIRST = Array.from({ length: 140 }, (_, n) => answerOf(n))
const LOOKED = FIRST.map((answer, n) => ({ ...answer, ...rightAt(200 + n) }))

describe('what is kept of a line', () => {
  it('[EN83] a verdict of a moment before the last folds anew, and gives the same as from scratch', () => {
    const watch = watched(FIRST, LOOKED.slice(40, 120))
    expect(certificationOf(watch, FIVE_IN_100).standing).toBeNull()
    const [known, late] = [LOOKED.slice(120), answerOf(30, rightAt(35))]
    takeIn(watch, rowsFrom(900, known))
    const before = certificationOf(watch, FIVE_IN_100)
    takeIn(watch, rowsFrom(999, [late]))
    const all = [...LOOKED.slice(40), ...FIRST.slice(0, 40).map((answer) => (answer.run === late.run ? late : answer))]
    expect(certificationOf(watch, FIVE_IN_100)).toEqual(fromScratch(all))
    expect(before.issued).toHaveLength(1)
    expect(watch.change).toBe(999)
  })

  it.each([1, 2, 3])('[EN83] however it was written and read, it is the same as from scratch (%d)', (seed) => {
    const random = randomFrom(seed)
    const answers = FIRST.map((answer, n) => {
      const verdict = random() < 0.02 ? 'wrong' : 'right'
      const later = { at: at(n + Math.floor(random() * 300)), verdict } as const
      return random() < 0.1 ? answer : { ...answer, later }
    })
    // First as they were judged, then what was found of them, in any order.
    const written = [
      ...answers.map((answer) => ({ ...answer, later: null })),
      ...answers.toSorted(() => random() - 0.5),
    ]
    const watch = openWatch()
    for (let done = 0; done < written.length; ) {
      const step = 1 + Math.floor(random() * 30)
      takeIn(watch, rowsFrom(done + 1, written.slice(done, done + step)))
      certificationOf(watch, FIVE_IN_100)
      done += step
    }
    expect(certificationOf(watch, FIVE_IN_100)).toEqual(fromScratch(answers))
  })

  it('[EN84] what is read again, and a second look, change nothing of it', () => {
    const watch = watched(LOOKED)
    const before = certificationOf(watch, FIVE_IN_100)
    takeIn(
      watch,
      rowsFrom(500, [{ ...LOOKED[50], ...answerOf(50, rightAt(250)), second: 'wrong' }, answerOf(60, rightAt(260))]),
    )
    expect(certificationOf(watch, FIVE_IN_100)).toEqual(before)
    expect(watch.events).toHaveLength(280)
    expect(watch.answers.get('run-50')).toMatchObject({ verdict: 'right', second: 'wrong' })
    expect(outlookAt(watch.outlook, 0.9, FIVE_IN_100)).toMatchObject({ wrong: 0, of: 140, through: 1 })
  })

  it('[EN84] nothing new leaves it as it is', () => {
    const watch = watched(LOOKED, [])
    expect(watch.change).toBe(140)
    expect(watch.events).toHaveLength(280)
  })

  it('[EN84] how its answers lie counts each answer and each verdict once', () => {
    const done = answerOf(7, { check: { type: 'done', verdict: 'wrong' } })
    const unsure = answerOf(2, { score: 0.5 })
    const watch = watched([answerOf(1), unsure, done], [answerOf(1, rightAt(9)), done])
    expect(outlookAt(watch.outlook, 0.9, FIVE_IN_100)).toMatchObject({ wrong: 1, of: 2, point: 0.5, through: 2 / 3 })
  })

  it('[EN86] of the promises that somebody looked at, the sixteen of the last are kept', () => {
    const watch = watched(LOOKED)
    const promise = (n: number) => ({ ...FIVE_IN_100, target: 0.05 + n / 100 })
    for (let n = 0; n < 16; n += 1) certificationOf(watch, promise(n))
    certificationOf(watch, promise(0))
    certificationOf(watch, promise(16))
    expect(watch.certifications.size).toBe(16)
    const kept = [...watch.certifications.values()].map(({ certification: { terms } }) => terms.target)
    expect(kept).not.toContain(promise(1).target)
    expect(kept.slice(-2)).toEqual([promise(0).target, promise(16).target])
    expect(certificationOf(watch, promise(1))).toEqual(
      continueCertification(beginCertification(promise(1)), gateEvents(LOOKED)),
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
