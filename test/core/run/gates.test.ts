import { describe, expect, it } from 'vitest'
import { judge, toConfidence } from '../../../src/core/gate/judge.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import {
  APPROVE,
  aCapability,
  anAnswer,
  anError,
  aPlan,
  aRun,
  aStage,
  at,
  LENA,
  NOBODY,
  PERSON,
  RETRY,
} from '../../support/runs.ts'

const GATE = { kind: 'threshold', threshold: 0.85 } as const
const REVIEWER = aCapability({ ref: 'skill:check', name: 'Check' })

describe('the gate', () => {
  it.each([
    [0.85, 'passes'],
    [1, 'passes'],
    [0.8499999, 'low-confidence'],
    [0, 'low-confidence'],
    [null, 'no-confidence'],
  ] as const)('[GA1] judges %s against 0.85: %s', (confidence, judgement) => {
    expect(judge(confidence, GATE.threshold)).toBe(judgement)
  })

  it.each([undefined, null, Number.NaN, Infinity, -0.1, 1.1, 1e308, '1.0', [0.9], { value: 1 }, true])(
    '[GA2] takes %s for no confidence',
    (reported) => {
      expect(toConfidence(reported)).toBeNull()
      const world = aRun(aPlan([aStage('a', { gate: GATE })]))
      world.perform('a', { confidence: reported })
      expect(world.openTask('a').reason).toBe('no-confidence')
    },
  )

  it('[GA1] sends an unsure answer to a person, in words', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    world.perform('a', { confidence: 0.711 })
    expect(world.openTask('a')).toMatchObject({
      reason: 'low-confidence',
      because: '71 % sure is less than the 85 % set for this stage.',
    })
    expect(world.run.phase.type).toBe('open')
  })

  it('[GA1] adds a decimal where both would read the same', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    world.perform('a', { confidence: 0.84999 })
    expect(world.openTask('a').because).toBe('84.9 % sure is less than the 85 % set for this stage.')
  })

  it('[GA1] lets a sure answer pass', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    world.perform('a', { confidence: 0.85, outputs: { label: 'x' } })
    expect(world.stage('a').state).toMatchObject({
      settlement: { outcome: 'succeeded', confidence: 0.85, source: 'reported', decision: null },
    })
    expect(world.stage('a').outputs).toEqual({ seq: 4, salt: 's1', value: { label: 'x' } })
  })

  it('[GA3] lets every answer pass where there is no gate', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.perform('a', { confidence: 'high' })
    expect(world.stage('a').state).toMatchObject({ settlement: { confidence: null, source: 'none' } })
  })
})

describe('reviews', () => {
  it('[GA4] a reviewing capability supplies the confidence', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE, reviewer: REVIEWER })]))
    world.perform('a', { confidence: 0.2, outputs: { label: 'x' } })
    expect(world.stage('a').state).toEqual({ status: 'ready', step: 'review' })
    world.perform('a', { confidence: 0.9 })
    expect(world.stage('a').state).toMatchObject({ settlement: { confidence: 0.9, source: 'scored' } })
    expect(world.stage('a').outputs?.value).toEqual({ label: 'x' })
  })

  it('[GA4] a low score asks a person', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE, reviewer: REVIEWER })]))
    world.perform('a', { confidence: 0.99 })
    world.perform('a', { confidence: 0.1 })
    expect(world.openTask('a').reason).toBe('low-confidence')
  })

  it('[GA4] a review is tried again, and asks a person when it fails for good', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE, reviewer: REVIEWER, effect: 'pure' })]))
    world.perform('a')
    for (const minute of [1, 2]) world.fail('a', {}, at(minute))
    expect(world.stage('a').state).toMatchObject({ status: 'backing-off', step: 'review' })
    world.fail('a', {}, at(3))
    expect(world.openTask('a').reason).toBe('no-confidence')
    world.answer('a', APPROVE, at(4))
    expect(world.statuses()).toEqual({ a: 'succeeded' })
  })

  it('[GA5] a reviewing person always gets a task', () => {
    const world = aRun(aPlan([aStage('a', { reviewer: PERSON })]))
    world.perform('a', { confidence: 1 })
    expect(world.openTask('a')).toMatchObject({ reason: 'review', to: ['human:lena'] })
  })

  it('[GA4] a reviewer that nothing here performs leaves the confidence unknown', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE, reviewer: NOBODY })]))
    world.perform('a', { confidence: 0.99 })
    expect(world.openTask('a').reason).toBe('no-confidence')
  })

  it('[GA6] a requested check sends the next answer to people', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    const request = { type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' } as const
    world.send(request)
    expect(world.send(request)).toEqual([])
    world.perform('a', { confidence: 1 })
    expect(world.openTask('a').reason).toBe('requested')
    world.answer('a', APPROVE)
    expect(world.stage('a').state).toMatchObject({
      settlement: { confidence: 1, source: 'reported', decision: { type: 'approve', by: LENA } },
    })
  })

  it('[GA6] a requested check outlasts an attempt that failed', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE, retry: { ...aStage('x').retry, maximumAttempts: 1 } })]))
    world.send({ type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' })
    world.fail('a')
    world.answer('a', RETRY)
    world.perform('a', { confidence: 1 })
    expect(world.openTask('a').reason).toBe('requested')
    world.answer('a', RETRY)
    world.perform('a', { confidence: 1 })
    expect(world.statuses()).toEqual({ a: 'succeeded' })
  })

  it('[GA6] refuses a check of a settled or unknown stage', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b')]))
    world.perform('a')
    const request = { type: 'request-check', by: LENA, note: '' } as const
    expect(world.refused({ ...request, stage: 'a' as StageId })).toEqual({ code: 'stage-settled', stage: 'a' })
    expect(world.refused({ ...request, stage: 'x' as StageId })).toEqual({ code: 'stage-unknown', stage: 'x' })
  })

  it('[GA4] an error while reviewing has its cost booked', () => {
    const world = aRun(aPlan([aStage('a', { reviewer: REVIEWER })]))
    world.perform('a', anAnswer())
    world.fail('a', anError({ cost: null }))
    expect(world.stage('a').account.cost).toBeNull()
  })
})
