import { describe, expect, it } from 'vitest'
import { compareAnswers, isBlind } from '../../../src/core/run/blind.ts'
import type { FoundTask } from '../../../src/core/run/find-task.ts'
import { findTask } from '../../../src/core/run/find-task.ts'
import { answerEffect } from '../../../src/core/run/view/answer-effect.ts'
import { offeredAnswers, taskForm } from '../../../src/core/run/view/offered-answers.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { aGatedRun, aRuling, judgedAs, LIMIT_GATE, NO_LIMIT, WRITTEN } from '../../support/rulings.ts'
import type { TestRun } from '../../support/runs.ts'
import { APPROVE, at, edit, everyRole, LENA, REJECT, RETRY, sha256, TOM } from '../../support/runs.ts'

function foundIn(world: TestRun): FoundTask {
  const found = findTask(world.run, world.openTask('a').id)
  if (found === undefined) throw new Error('There is no task')
  return found
}

function offers(world: TestRun, by = LENA): readonly (readonly [string, string])[] {
  const viewing = { as: everyRole(by), now: at(1), sha256 }
  return offeredAnswers(world.run, foundIn(world), viewing).map(({ type, effect }) => [type, effect])
}

function refusalOf(world: TestRun, answer: typeof APPROVE): unknown {
  return world.refused(world.answering(world.openTask('a').id, answer))
}

/** A task of each reason, where the gate goes by a target. */
const UNCERTIFIED = () => judgedAs(aGatedRun(), 0.9, { ruling: NO_LIMIT })
const UNSURE = () => judgedAs(aGatedRun(), 0.3, { ruling: aRuling() })
const SILENT = () => judgedAs(aGatedRun(), null, { ruling: aRuling() })
const AUDITED = () => judgedAs(aGatedRun(), 0.9, { ruling: aRuling(), coin: 0 })
const TWICE = () => {
  const world = judgedAs(aGatedRun(), 0.9, { ruling: { ...NO_LIMIT, secondCoin: 0 } })
  world.answer('a', edit({ label: 'other' }))
  return world
}

describe('which tasks are blind', () => {
  it.each([
    ['where nothing is certified', UNCERTIFIED],
    ['where it is not sure enough for a promise', UNSURE],
    ['where it does not say how sure it is', SILENT],
    ['a check of what passed', AUDITED],
    ['a second look', TWICE],
  ])('[GA30] %s, what the machine gave is not shown', (_, worldOf) => {
    const world = worldOf()
    expect(isBlind(foundIn(world))).toBe(true)
    expect(taskForm(foundIn(world))?.values).toEqual({})
  })

  it('[GA30] a check of what a written limit let through is, the unsure ones are not: nothing is promised', () => {
    const passed = judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.9, { ruling: WRITTEN, coin: 0 })
    expect(isBlind(foundIn(passed))).toBe(true)
    const unsure = judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.3, { ruling: WRITTEN })
    expect(isBlind(foundIn(unsure))).toBe(false)
    expect(taskForm(foundIn(unsure))?.values).toEqual({ label: 'refund' })
  })

  it('[GA31] not where no gate goes by it, where somebody asked to see it, or once it was sent back', () => {
    expect(isBlind(foundIn(judgedAs(aGatedRun(), 0.9)))).toBe(false)
    const wished = aGatedRun()
    wished.send({ type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' })
    judgedAs(wished, 0.9, { ruling: aRuling() })
    expect(isBlind(foundIn(wished))).toBe(false)
    wished.answer('a', RETRY)
    judgedAs(wished, 0.3, { ruling: aRuling() })
    expect(isBlind(foundIn(wished))).toBe(false)
  })

  it('[GA31] not once it is decided', () => {
    const world = UNCERTIFIED()
    const { id } = world.openTask('a')
    world.answer('a', edit({ label: 'refund' }))
    const decided = findTask(world.run, id)
    expect(decided !== undefined && isBlind(decided)).toBe(false)
  })

  it.each([
    ['choices', { label: { enum: ['a', 'b'] } }, true],
    ['one thing', { label: { const: 'a' } }, true],
    ['numbers, and yes or no', { n: { type: 'number' }, i: { type: 'integer' }, b: { type: 'boolean' } }, true],
    ['a text', { label: { type: 'string' } }, false],
    ['a choice and a text', { label: { enum: ['a'] }, why: { type: 'string' } }, false],
    ['a list', { label: { type: 'array', items: { type: 'number' } } }, false],
    ['anything', { label: true }, false],
    ['nothing', {}, false],
  ])('[GA32] only where two who agree would give the same to the letter: %s', (_, properties, isExpected) => {
    const outputs = { type: 'object', properties }
    const found = foundIn(UNCERTIFIED())
    expect(isBlind({ ...found, stage: { ...found.stage, outputs } })).toBe(isExpected)
  })

  it('[GA32] not where nobody says what is given', () => {
    const found = foundIn(UNCERTIFIED())
    const { outputs: _, ...stage } = found.stage
    expect(isBlind({ ...found, stage })).toBe(false)
    expect(isBlind({ ...found, stage: { ...stage, outputs: { properties: 'none' } } })).toBe(false)
  })
})

describe('how a blind task is answered', () => {
  it('[GA33] with an answer of their own, or by refusing the case', () => {
    const world = UNCERTIFIED()
    expect(offers(world).map(([type]) => type)).toEqual(['edit', 'reject'])
    expect(refusalOf(world, APPROVE)).toEqual({
      code: 'answer-not-offered',
      reason: 'no-certificate',
      answer: 'approve',
    })
    expect(refusalOf(UNSURE(), RETRY)).toMatchObject({ code: 'answer-not-offered' })
    world.answer('a', REJECT)
    expect(world.stage('a').state).toMatchObject({ settlement: { outcome: 'rejected' } })
  })

  it('[GA33] a check only with an answer of their own: nobody can refuse a case that is over', () => {
    expect(offers(AUDITED())).toEqual([
      ['edit', 'Records whether the answer was the same as yours. Nothing else changes.'],
    ])
    expect(refusalOf(AUDITED(), REJECT)).toMatchObject({ code: 'answer-not-offered', reason: 'audit' })
    expect(refusalOf(AUDITED(), APPROVE)).toMatchObject({ code: 'answer-not-offered' })
    expect(offers(TWICE(), TOM).map(([type]) => type)).toEqual(['edit'])
  })

  it('[GA33] what somebody would do by giving an answer of their own is said before they do', () => {
    const effect = (world: TestRun) =>
      answerEffect(world.run, foundIn(world), {
        answer: edit({ label: 'other' }),
        as: everyRole(LENA),
        now: at(1),
        sha256,
      })
    expect(effect(AUDITED())).toBe('Records whether the answer was the same as yours. Nothing else changes.')
    const unjudged = judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.9, { coin: 0 })
    expect(effect(unjudged)).toBe('Records that the answer was wrong. Nothing else changes.')
  })

  it('[GA33] what is not blind is judged as ever', () => {
    const world = judgedAs(aGatedRun({ outputs: { type: 'object', properties: { label: { type: 'string' } } } }), 0.9, {
      ruling: aRuling(),
      coin: 0,
    })
    expect(offers(world).map(([type]) => type)).toEqual(['approve', 'edit', 'reject'])
  })

  it('[GA34] a check changes nothing of what was settled, whatever it finds', () => {
    const world = AUDITED()
    const before = world.stage('a')
    world.answer('a', edit({ label: 'other' }))
    const { tasks: _, ...after } = world.stage('a')
    expect(before).toMatchObject(after)
    expect(world.run.phase.type).toBe('finished')
  })

  it('[GA34] whoever looked before is offered nothing for the second look', () => {
    expect(offers(TWICE(), LENA)).toEqual([])
    expect(offers(TWICE(), TOM)).toHaveLength(1)
  })

  it('[GA35] theirs is the same where it differs in nothing but the spacing of texts and the order of keys', () => {
    expect(compareAnswers(undefined, { a: 'x  y', b: 1 }, { b: 1, a: ' x y' })).toBe('right')
    expect(compareAnswers(undefined, { a: 'x' }, { a: 'X' })).toBe('wrong')
  })

  it('[GA35] what nobody asked for is not compared where what was asked for can be', () => {
    const asked = { type: 'object', properties: { label: { enum: ['a', 'b'] } } } as const
    expect(compareAnswers(asked, { label: 'a', why: 'so' }, { label: 'a' })).toBe('right')
    expect(compareAnswers(asked, { label: 'a' }, { label: 'b' })).toBe('wrong')
  })
})
