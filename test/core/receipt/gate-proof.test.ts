import { describe, expect, it } from 'vitest'
import { known } from '../../../src/core/basics/known.ts'
import { isoTime } from '../../../src/core/basics/timestamp.ts'
import { evidenceOf } from '../../../src/core/receipt/evidence-order.ts'
import type { GateAnswer } from '../../../src/core/receipt/gate-evidence.ts'
import { judgedAnswer, laterChangeOf, verdictOf, withChange } from '../../../src/core/receipt/gate-evidence.ts'
import type { Receipt, StageReceipt } from '../../../src/core/receipt/receipt.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { gateEvidenceOf } from '../../support/gate-evidence.ts'
import { receiptsOf } from '../../support/receipts.ts'
import { aGatedRun, aRuling, judgedAs, LIMIT_GATE, NO_LIMIT, WRITTEN } from '../../support/rulings.ts'
import type { TestRun } from '../../support/runs.ts'
import { APPROVE, approver, at, edit, LENA, REJECT, RETRY, RUN_ID, TOM } from '../../support/runs.ts'

const CANCEL = { type: 'cancel-run', by: LENA, note: '' } as const

function stageReceipt(world: TestRun): StageReceipt {
  const found = receiptsOf(world).find((receipt: Receipt) => receipt.kind === 'stage')
  if (found?.kind !== 'stage') throw new Error('No stage has settled')
  return found
}

function evidence(world: TestRun): GateAnswer {
  const found = gateEvidenceOf(receiptsOf(world))
  if (found === undefined) throw new Error('No gate has judged an answer')
  return found
}

const UNCERTIFIED = () => judgedAs(aGatedRun(), 0.9, { ruling: NO_LIMIT })
/** Where a person may look at the answer and say yes. */
const IN_TEXT = () => judgedAs(aGatedRun({ outputs: {} }), 0.3, { ruling: aRuling() })
const AUDITED = () => judgedAs(aGatedRun(), 0.9, { ruling: aRuling(), coin: 0.05 })

describe('the proof of a gate', () => {
  it('[RC40] says what it went by, what it made of the answer, and the chance of a look', () => {
    expect(stageReceipt(AUDITED())).toMatchObject({ threshold: 0.8, threshold_result: 'passes' })
    expect(stageReceipt(AUDITED()).gate).toEqual({
      judged_at: isoTime(at(0)),
      basis: 'b1',
      segment: null,
      target: 0.05,
      limit: 0.8,
      certificate: 'c1',
      score: 0.9,
      result: 'passes',
      audit_rate: 0.1,
      coin: 0.05,
      chance: 0.1,
      least_chance: 0.1,
    })
  })

  it('[RC40] it was judged when it came, not when a person decided', () => {
    const world = UNCERTIFIED()
    world.send(world.answering(world.openTask('a').id, edit({ label: 'refund' })), at(20))
    expect(stageReceipt(world)).toMatchObject({ at: isoTime(at(20)), gate: { judged_at: isoTime(at(0)) } })
    expect(evidence(world)).toMatchObject({ at: at(0), look: { type: 'done', at: at(20) } })
  })

  it('[RC40] an answer that did not go through is looked at for certain', () => {
    const world = UNCERTIFIED()
    world.answer('a', edit({ label: 'refund' }))
    expect(stageReceipt(world)).toMatchObject({
      threshold: null,
      gate: { limit: null, result: 'no-certificate', chance: 1, least_chance: 1 },
    })
    expect(stageReceipt(world).threshold_result).toBeUndefined()
  })

  it('[RC40] there is none where the gate went by nothing but a written limit, or there was no answer', () => {
    const written = judgedAs(aGatedRun({ gate: { kind: 'threshold', threshold: 0.8 } }), 0.9)
    expect(stageReceipt(written)).toMatchObject({ threshold: 0.8, threshold_result: 'passes' })
    expect(stageReceipt(written).gate).toBeUndefined()
    const canceled = aGatedRun()
    canceled.send(CANCEL)
    expect(stageReceipt(canceled)).toMatchObject({ threshold: null })
    expect(stageReceipt(canceled).gate).toBeUndefined()
  })

  const FOUND = [
    ['approved', IN_TEXT, APPROVE, 'right'],
    ['refused', IN_TEXT, REJECT, 'wrong'],
    ['changed', IN_TEXT, edit({ label: 'other' }), 'wrong'],
    ['not shown, and the same was given', UNCERTIFIED, edit({ label: 'refund' }), 'right'],
    ['not shown, and something else was given', UNCERTIFIED, edit({ label: 'other' }), 'wrong'],
  ] as const

  it.each(FOUND)('[RC41] what people found of an answer that was %s', (...[, worldOf, answer, verdict]) => {
    const world = worldOf()
    world.answer('a', answer)
    expect(stageReceipt(world)).toMatchObject({ gate: { verdict }, quality: { verdict, by: LENA } })
    expect(evidence(world).look).toEqual({ type: 'done', at: at(0), verdict })
  })

  it('[RC41] of one that was approved, how sure it was stands where it always does', () => {
    const world = IN_TEXT()
    world.answer('a', APPROVE)
    expect(stageReceipt(world)).toMatchObject({ confidence: 0.3 })
    expect(stageReceipt(world).quality).toEqual({ verdict: 'right', by: LENA })
  })

  it('[RC41] who gave the same says that it is right, with how sure it was; where no gate goes by it they changed it', () => {
    const same = UNCERTIFIED()
    same.answer('a', edit({ label: 'refund' }))
    expect(stageReceipt(same).quality).toEqual({ verdict: 'right', confidence: 0.9, by: LENA })
    const silent = judgedAs(aGatedRun(), null, { ruling: NO_LIMIT })
    silent.answer('a', edit({ label: 'refund' }))
    expect(stageReceipt(silent).quality).toEqual({ verdict: 'right', by: LENA })
    const unjudged = judgedAs(aGatedRun(), 0.9)
    unjudged.answer('a', edit({ label: 'refund' }))
    expect(stageReceipt(unjudged).quality).toEqual({ verdict: 'wrong', confidence: 0.9, by: LENA })
  })

  it('[RC42] an answer that was sent back was wrong, whatever came after', () => {
    const world = IN_TEXT()
    world.answer('a', RETRY)
    judgedAs(world, 0.3, { ruling: aRuling() })
    world.answer('a', APPROVE)
    expect(stageReceipt(world)).toMatchObject({ gate: { verdict: 'wrong', score: 0.3 }, quality: { verdict: 'right' } })
  })

  it('[RC43] a look that a person asked for shows nothing of what went through, unless the coin had chosen it', () => {
    const wished = (coin: number) => {
      const world = aGatedRun()
      world.send({ type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' })
      judgedAs(world, 0.9, { ruling: aRuling(), coin })
      world.answer('a', REJECT)
      return world
    }
    expect(stageReceipt(wished(0.5)).gate?.verdict).toBeUndefined()
    expect(evidence(wished(0.5)).look).toEqual({ type: 'not-due' })
    expect(evidence(wished(0.05))).toMatchObject({ went: 'through', look: { type: 'done', verdict: 'wrong' } })
  })
})

describe('what receipts tell of an answer', () => {
  it('[RC44] when it was, how sure, by which chance, and where it went', () => {
    expect(evidence(AUDITED())).toEqual({
      run: RUN_ID,
      at: at(0),
      score: 0.9,
      chance: 0.1,
      leastChance: 0.1,
      went: 'through',
      look: { type: 'open' },
      second: null,
    })
    const passed = judgedAs(aGatedRun(), 0.9, { ruling: aRuling(), coin: 0.1 })
    expect(evidence(passed).look).toEqual({ type: 'not-due' })
  })

  it.each([
    ['was to be looked at by chance', AUDITED, undefined],
    ['was not to be looked at', () => judgedAs(aGatedRun(), 0.9, { ruling: aRuling() }), undefined],
    ['a person decided', UNCERTIFIED, edit({ label: 'other' })],
  ] as const)(
    '[RC44] the receipt of one that %s says what was known when it was judged, and what came of it',
    (...[, worldOf, answer]) => {
      const world = worldOf()
      const judged = judgedAnswer(RUN_ID, at(0), known(world.stage('a').judged))
      if (answer !== undefined) world.answer('a', answer)
      const change = laterChangeOf(stageReceipt(world))
      expect(change === undefined ? judged : withChange(judged, change)).toEqual(evidence(world))
      expect(change?.type).toBe(answer === undefined ? undefined : 'looked')
    },
  )

  it('[RC44] that a person will never look at it is on its receipt', () => {
    const world = UNCERTIFIED()
    world.send(CANCEL, at(4))
    expect(laterChangeOf(stageReceipt(world))).toEqual({ type: 'looked', look: { type: 'lost', at: at(4) } })
  })

  it('[RC44] one that a person was to look at and never will is lost', () => {
    const canceled = UNCERTIFIED()
    canceled.send(CANCEL)
    expect(evidence(canceled)).toMatchObject({ went: 'to-people', look: { type: 'lost', at: at(0) } })
    const wished = aGatedRun()
    wished.send({ type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' })
    judgedAs(wished, 0.9, { ruling: aRuling(), coin: 0 })
    wished.send(CANCEL)
    expect(evidence(wished)).toMatchObject({ went: 'through', look: { type: 'lost', at: at(0) } })
  })

  it('[RC44] nothing where no gate went by it, and nothing of runs, costs that came late and what was erased', () => {
    const world = judgedAs(aGatedRun({ gate: { kind: 'none' } }), 0.9)
    world.send({ type: 'erase-run', by: LENA })
    const receipts = receiptsOf(world)
    expect(receipts.map(({ kind }) => kind)).toEqual(['stage', 'run', 'redaction'])
    expect(receipts.map(laterChangeOf)).toEqual([undefined, undefined, undefined])
  })

  it.each([
    [edit({ label: 'refund' }), 'right'],
    [edit({ label: 'other' }), 'wrong'],
  ] as const)('[RC45] a check that gives %o afterwards finds it %s', (given, verdict) => {
    const world = AUDITED()
    world.send(world.answering(world.openTask('a').id, given), at(30))
    expect(evidence(world).look).toEqual({ type: 'done', at: at(30), verdict })
    expect(verdictOf(evidence(world))).toBe(verdict)
  })

  it('[RC45] who looks back at what is shown says it; where no gate goes by it, whoever gives something corrects', () => {
    const shown = judgedAs(aGatedRun({ outputs: {} }), 0.9, { ruling: aRuling(), coin: 0 })
    shown.answer('a', REJECT)
    expect(verdictOf(evidence(shown))).toBe('wrong')
    const unjudged = judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.9, { coin: 0 })
    unjudged.answer('a', edit({ label: 'refund' }))
    expect(receiptsOf(unjudged).at(-1)).toMatchObject({ kind: 'verdict', verdict: 'wrong' })
  })

  it('[RC45] a first look is never taken back', () => {
    const world = AUDITED()
    world.answer('a', edit({ label: 'refund' }))
    const before = evidence(world)
    expect(withChange(before, { type: 'looked', look: { type: 'done', at: at(99), verdict: 'wrong' } })).toEqual(before)
  })

  it('[RC45] nobody found anything where nobody looked', () => {
    expect(verdictOf(evidence(AUDITED()))).toBeNull()
    const world = UNCERTIFIED()
    world.answer('a', edit({ label: 'other' }))
    expect(verdictOf(evidence(world))).toBe('wrong')
  })

  it('[RC46] a second look is told as one, and changes nothing of what the first found', () => {
    const world = judgedAs(aGatedRun(), 0.9, { ruling: { ...NO_LIMIT, secondCoin: 0 } })
    world.answer('a', edit({ label: 'refund' }))
    const before = evidence(world)
    world.send(
      world.answering(world.openTask('a').id, edit({ label: 'other' }), { as: approver(TOM), id: 'c9' }),
      at(9),
    )
    expect(receiptsOf(world).at(-1)).toMatchObject({ kind: 'verdict', verdict: 'wrong', by: TOM, second: true })
    expect(evidence(world)).toEqual({ ...before, second: 'wrong' })
    expect(evidenceOf([evidence(world)], at(9))).toEqual(evidenceOf([before], at(9)))
  })

  it('[RC48] erasing a run takes nothing of it back; a check that is withdrawn stays one that nobody made', () => {
    const world = AUDITED()
    const before = evidence(world)
    world.send({ type: 'erase-run', by: LENA }, at(3))
    expect(world.stage('a').tasks[0]?.state.status).toBe('withdrawn')
    expect(evidence(world)).toEqual(before)
    const looked = UNCERTIFIED()
    looked.answer('a', edit({ label: 'refund' }))
    const found = evidence(looked)
    looked.send({ type: 'erase-run', by: LENA }, at(3))
    expect(evidence(looked)).toEqual(found)
  })

  it('[RC49] a written limit of which people look at a share is evidence too', () => {
    const world = judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.9, { ruling: WRITTEN, coin: 0.05 })
    expect(stageReceipt(world).gate).toMatchObject({ target: null, limit: 0.8, certificate: null, least_chance: 0.1 })
    expect(evidence(world)).toMatchObject({ chance: 0.1, leastChance: 0.1, look: { type: 'open' } })
  })
})
