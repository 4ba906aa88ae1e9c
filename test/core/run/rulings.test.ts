import { describe, expect, it } from 'vitest'
import { known } from '../../../src/core/basics/known.ts'
import { limitOf } from '../../../src/core/run/limit-of.ts'
import { explainRefusal } from '../../../src/core/run/refusal.ts'
import { replay } from '../../../src/core/run/replay.ts'
import { isAudited, lookChance } from '../../../src/core/run/ruling.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import { fromSnapshot, toSnapshot } from '../../../src/core/run/snapshot.ts'
import { stageAt } from '../../../src/core/run/stage-table.ts'
import type { StartEvent } from '../../../src/core/run/start-run.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import {
  aGatedRun,
  answersWith,
  aRuling,
  CHOICE,
  judgedAs,
  LIMIT_GATE,
  NO_LIMIT,
  TARGET_GATE,
  WRITTEN,
} from '../../support/rulings.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  aCapability,
  after,
  aPlan,
  approver,
  aRun,
  aStage,
  edit,
  LENA,
  RETRY,
  TOM,
} from '../../support/runs.ts'

const PASSED = { status: 'settled', settlement: { outcome: 'succeeded', decision: null } }

function reasons(world: TestRun): readonly string[] {
  return world.stage('a').tasks.map(({ reason }) => reason)
}

describe('a gate by target', () => {
  it('[GA20] lets nothing through where nobody said what it goes by', () => {
    const world = judgedAs(aGatedRun(), 1)
    expect(world.openTask('a')).toMatchObject({
      reason: 'no-certificate',
      because: 'Nobody knows yet how often its answers are right.',
    })
    expect(world.stage('a').judged).toBeUndefined()
  })

  it('[GA20] lets nothing through where nothing is certified, and says why', () => {
    const world = judgedAs(aGatedRun(), 1, { ruling: NO_LIMIT })
    expect(world.openTask('a')).toMatchObject({ reason: 'no-certificate', because: 'So far people looked at 12.' })
    expect(world.stage('a').judged).toMatchObject({ result: 'no-certificate', limit: null })
  })

  it('[GA21] lets through what is as sure as the limit that is certified, and asks a person about the rest', () => {
    expect(judgedAs(aGatedRun(), 0.8, { ruling: aRuling() }).stage('a').state).toMatchObject(PASSED)
    expect(judgedAs(aGatedRun(), 0.79, { ruling: aRuling() }).openTask('a')).toMatchObject({
      reason: 'low-confidence',
      because: '79 % sure is less than the 80 % set for this stage.',
    })
    expect(judgedAs(aGatedRun(), null, { ruling: aRuling() }).openTask('a').reason).toBe('no-confidence')
  })

  it('[GA21] by the confidence that counts: that of who reviews it', () => {
    const world = aGatedRun({ reviewer: aCapability({ ref: 'skill:check' }) })
    judgedAs(world, 0.99, { ruling: aRuling() })
    expect(world.stage('a').judged).toBeUndefined()
    judgedAs(world, 0.3, { ruling: aRuling() })
    expect(world.stage('a').judged).toMatchObject({ score: 0.3, result: 'low-confidence' })
  })

  it('[GA22] the limit that an answer met is the written one, else that which its gate went by', () => {
    const gated = (gate: typeof TARGET_GATE | typeof LIMIT_GATE) => aStage('a', { gate })
    const { judged, ...stage } = judgedAs(aGatedRun(), 0.9, { ruling: aRuling({ limit: 0.7 }) }).stage('a')
    if (judged === undefined) throw new Error('It was not judged')
    expect(limitOf(gated(TARGET_GATE), { ...stage, judged })).toBe(0.7)
    expect(limitOf(gated(LIMIT_GATE), { ...stage, judged })).toBe(0.8)
    expect(limitOf(gated(TARGET_GATE), stage)).toBeNull()
    expect(limitOf(aStage('a'), stage)).toBeNull()
  })
})

describe('what is tried again', () => {
  it('[GA36] goes to a person where a gate promises something, however sure it is, and is shown to them', () => {
    const world = aGatedRun({ retry: { ...aStage('x').retry, maximumAttempts: 1 } })
    world.fail('a')
    world.answer('a', RETRY)
    judgedAs(world, 1, { ruling: aRuling() })
    const { reason, because } = world.openTask('a')
    expect([reason, because]).toEqual([
      'no-certificate',
      'It was tried again after a person had looked at it, and no certificate speaks of such answers.',
    ])
    world.answer('a', APPROVE)
    expect(world.stage('a').state).toMatchObject({ settlement: { outcome: 'succeeded' } })
  })

  it('[GA36] passes at a limit that somebody wrote', () => {
    const world = judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.3)
    world.answer('a', RETRY)
    expect(judgedAs(world, 0.9).stage('a').state).toMatchObject(PASSED)
  })
})

describe('what is written down of it', () => {
  it('[GA23] all that the gate went by, before anything comes of it', () => {
    const world = judgedAs(aGatedRun(), 0.9, { ruling: aRuling(), coin: 0.25 })
    const { because: _, ...ruling } = aRuling()
    expect(world.stage('a').judged).toEqual({
      ...ruling,
      score: 0.9,
      result: 'passes',
      coin: 0.25,
      at: world.history.find(({ type }) => type === 'gate-judged')?.at,
    })
    const kinds = world.history.map(({ type }) => type)
    expect(kinds.indexOf('gate-judged')).toBe(kinds.indexOf('stage-settled') - 1)
  })

  it('[GA23] once, for the first answer: what comes after a person sent it back is no sample', () => {
    const world = judgedAs(aGatedRun(), 0.3, { ruling: NO_LIMIT })
    const retried = judgedAs(aGatedRun({ outputs: {} }), 0.3, { ruling: aRuling() })
    retried.answer('a', RETRY)
    const first = retried.stage('a').judged
    judgedAs(retried, 0.95, { ruling: aRuling({ basis: 'b2' }), coin: 0 })
    expect(retried.stage('a')).toMatchObject({ judged: first, state: { status: 'awaiting-approval' } })
    expect(reasons(retried)).toEqual(['low-confidence', 'no-certificate'])
    expect(world.history.filter(({ type }) => type === 'gate-judged')).toHaveLength(1)
    expect(retried.history.filter(({ type }) => type === 'gate-judged')).toHaveLength(1)
  })

  it('[GA23] nothing of an answer that a person helped with before there was a first', () => {
    const world = aGatedRun({ retry: { ...aStage('x').retry, maximumAttempts: 1 } })
    world.fail('a')
    world.answer('a', RETRY)
    judgedAs(world, 0.9, { ruling: aRuling(), coin: 0 })
    expect(world.stage('a').judged).toBeUndefined()
    expect(reasons(world)).toEqual(['error', 'no-certificate'])
  })

  it('[GA23] nothing where there is no gate, and nothing where a written limit is all there is', () => {
    expect(
      judgedAs(aGatedRun({ gate: { kind: 'none' } }), 0.9, { ruling: aRuling() }).stage('a').judged,
    ).toBeUndefined()
    const written = judgedAs(aGatedRun({ gate: { kind: 'threshold', threshold: 0.8 } }), 0.9)
    expect(written.stage('a')).toMatchObject({ state: PASSED })
    expect(written.stage('a').judged).toBeUndefined()
  })

  it('[GA24] a run read from its history or from a snapshot knows it too', () => {
    const { run, history } = judgedAs(aGatedRun(), 0.9, { ruling: aRuling() })
    const restored = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(run))), {
      plan: run.plan,
      started: history[0] as StartEvent,
      factAt: (seq) => history[seq - 1] as RunEvent,
    })
    for (const again of [replay(run.plan, history), restored])
      expect(stageAt(again.stages, 0).judged).toEqual(stageAt(run.stages, 0).judged)
  })
})

describe('who is looked at by chance', () => {
  it.each([
    [0.0999, 0.1, ['audit']],
    [0.1, 0.1, []],
    [0.99, 1, ['audit']],
    [0, 0, []],
  ])('[GA25] a coin of %s at a rate of %s', (coin, auditRate, tasks) => {
    expect(reasons(judgedAs(aGatedRun(), 0.9, { ruling: aRuling({ auditRate }), coin }))).toEqual(tasks)
    const written = judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.9, { ruling: { ...WRITTEN, auditRate }, coin })
    expect(reasons(written)).toEqual(tasks)
  })

  it('[GA25] never what does not go through, nor what comes after it was sent back', () => {
    const unsure = judgedAs(aGatedRun(), 0.1, { ruling: aRuling(), coin: 0 })
    expect(reasons(unsure)).toEqual(['low-confidence'])
    expect(isAudited(known(unsure.stage('a').judged))).toBe(false)
    const wished = aGatedRun()
    wished.send({ type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' })
    judgedAs(wished, 0.9, { ruling: aRuling() })
    wished.answer('a', RETRY)
    judgedAs(wished, 0.9, { ruling: aRuling(), coin: 0 })
    expect(reasons(wished)).toEqual(['requested', 'no-certificate'])
  })

  it('[GA25] a written limit has its own rate where nobody was asked', () => {
    expect(reasons(judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.9, { coin: 0.05 }))).toEqual(['audit'])
    expect(reasons(judgedAs(aGatedRun({ gate: LIMIT_GATE }), 0.9, { coin: 0.5 }))).toEqual([])
  })

  it('[GA26] the chance is the rate for what goes through, and certainty for the rest; the least is the rate where anything can', () => {
    const chances = (limit: number | null, result: 'passes' | 'low-confidence' | 'no-certificate') =>
      lookChance({ limit, result, auditRate: 0.1 })
    expect(chances(0.8, 'passes')).toEqual({ chance: 0.1, leastChance: 0.1 })
    expect(chances(0.8, 'low-confidence')).toEqual({ chance: 1, leastChance: 0.1 })
    expect(chances(null, 'no-certificate')).toEqual({ chance: 1, leastChance: 1 })
  })
})

describe('who is asked once more', () => {
  const asked = aRuling({ secondCoin: 0.049 })
  const unsure = { ...asked, limit: null, certificate: null }

  it('[GA27] for one in twenty of the answers that people looked at, another person', () => {
    const world = judgedAs(aGatedRun(), 0.9, { ruling: unsure })
    world.answer('a', edit({ label: 'refund' }))
    expect(reasons(world)).toEqual(['no-certificate', 'second-review'])
    expect(world.openTask('a')).toMatchObject({
      because: 'Of a few answers another person is asked too.',
      due: null,
    })
    expect(world.run.phase.type).not.toBe('open')
    const spared = judgedAs(aGatedRun(), 0.9, { ruling: { ...unsure, secondCoin: 0.05 } })
    spared.answer('a', edit({ label: 'refund' }))
    expect(reasons(spared)).toEqual(['no-certificate'])
  })

  it('[GA27] after a check of what passed too, and only once', () => {
    const world = judgedAs(aGatedRun(), 0.9, { ruling: asked, coin: 0 })
    world.answer('a', edit({ label: 'refund' }))
    world.send(world.answering(world.openTask('a').id, edit({ label: 'other' }), { as: approver(TOM), id: 'c9' }))
    expect(reasons(world)).toEqual(['audit', 'second-review'])
  })

  it('[GA27] nobody once the run was canceled', () => {
    const stages = [aStage('a', { gate: TARGET_GATE, outputs: CHOICE }), aStage('b', { dependsOn: after('a') })]
    const world = judgedAs(aRun(aPlan(stages)), 0.9, { ruling: asked, coin: 0 })
    world.send({ type: 'cancel-run', by: LENA, note: '' })
    world.answer('a', edit({ label: 'refund' }))
    expect(reasons(world)).toEqual(['audit'])
  })

  it('[GA27] nobody where the case was refused, sent back or asked for, or where no gate goes by it', () => {
    const refused = judgedAs(aGatedRun(), 0.9, { ruling: unsure })
    refused.answer('a', { type: 'reject', note: '' })
    expect(reasons(refused)).toEqual(['no-certificate'])
    const sentBack = judgedAs(aGatedRun({ outputs: {} }), 0.3, { ruling: asked })
    sentBack.answer('a', RETRY)
    judgedAs(sentBack, 0.3, { ruling: asked })
    sentBack.answer('a', APPROVE)
    expect(reasons(sentBack)).toEqual(['low-confidence', 'no-certificate'])
    const wished = aGatedRun()
    wished.send({ type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' })
    judgedAs(wished, 0.9, { ruling: asked })
    wished.answer('a', APPROVE)
    expect(reasons(wished)).toEqual(['requested'])
    const unjudged = judgedAs(aGatedRun(), 0.9)
    unjudged.answer('a', APPROVE)
    expect(reasons(unjudged)).toEqual(['no-certificate'])
  })

  it('[GA28] whoever looked before neither takes nor decides it, and is told why', () => {
    const world = judgedAs(aGatedRun(), 0.9, { ruling: unsure })
    world.answer('a', edit({ label: 'refund' }))
    const { id } = world.openTask('a')
    const refusal = { code: 'four-eyes', work: { type: 'looked' } }
    expect(world.refused(world.answering(id, edit({ label: 'refund' }), { id: 'c9' }))).toEqual(refusal)
    const claimed = world.refused({ type: 'claim-task', task: id, as: approver(LENA) })
    expect(claimed).toEqual(refusal)
    expect(explainRefusal(claimed)).toBe(
      'You looked at this answer before, so somebody else must decide this. Pass it on, or leave it to the others.',
    )
    world.send({ type: 'claim-task', task: id, as: approver(TOM) })
    world.send(world.answering(id, edit({ label: 'other' }), { as: approver(TOM), id: 'c9' }))
    expect(world.stage('a').tasks.at(-1)?.state.status).toBe('answered')
    expect(world.stage('a').outputs?.value).toEqual({ label: 'refund' })
  })
})

it('[GA29] an answer is judged whatever it holds, and only where it can be used', () => {
  const world = aGatedRun({ retry: { ...aStage('x').retry, maximumAttempts: 1 } })
  answersWith(world, { outputs: { label: 'nonsense' }, confidence: 0.9 }, { ruling: aRuling() })
  expect(world.stage('a').judged).toBeUndefined()
  expect(reasons(world)).toEqual(['error'])
})
