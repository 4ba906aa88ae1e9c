import { describe, expect, it } from 'vitest'
import { agreedResult } from '../../../src/core/run/agreed-result.ts'
import type { AttemptResult, ModelUse } from '../../../src/core/run/answer.ts'
import { receiptsOf } from '../../support/receipts.ts'
import { APPROVE, aCapability, anAnswer, anError, aPlan, aRun, aStage, NOBODY, PERSON } from '../../support/runs.ts'

const GATE = { kind: 'threshold', threshold: 0.8 } as const
const BETWEEN = { ...GATE, reviewBetween: { from: 0.6, to: 0.95 } }
const REVIEWER = aCapability({ ref: 'skill:check', name: 'Check' })
const LABEL = {
  type: 'object',
  properties: { label: { type: 'string' } },
  required: ['label'],
} as const
const ASKED = aStage('a', { gate: { ...GATE, samples: 3 }, outputs: LABEL })
const GBP = (microUnits: number) => ({ basis: 'estimated', currency: 'GBP', microUnits }) as const

function says(label: unknown, over: Parameters<typeof anAnswer>[0] = {}): AttemptResult {
  return { type: 'answered', answer: anAnswer({ outputs: { label: label as string }, ...over }) }
}

function fails(over: Parameters<typeof anError>[0] = {}): AttemptResult {
  return { type: 'failed', error: anError(over) }
}

function asked(name: string, input: number | null): ModelUse {
  return { name, tokens: input === null ? null : { input, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0 } }
}

describe('asking several times', () => {
  it('[GA7] gives the first of those that agree, whole, and how many they are', () => {
    const first = says('refund', { summary: 'A refund.', confidence: 0.4 })
    expect(agreedResult(ASKED, [says('other'), first, says('refund', { summary: 'Money back.' })])).toEqual({
      type: 'answered',
      answer: { ...(first as { answer: object }).answer, agreement: { samples: 3, agreeing: 2 } },
    })
  })

  it('[GA7] counts whoever fails, or gives what the stage can not use, as one that disagrees', () => {
    const result = agreedResult(ASKED, [says(7), says(7), fails(), says('refund')])
    expect(result).toMatchObject({
      answer: { outputs: { label: 'refund' }, agreement: { samples: 4, agreeing: 1 } },
    })
  })

  it('[GA9] books what all of them took, and names every model', () => {
    const results = [
      says('other', { cost: GBP(1), model: asked('house/a', 10) }),
      says('refund', { cost: GBP(2), model: asked('house/b', 20) }),
      says('refund', { cost: GBP(4), model: asked('house/a', 40) }),
      fails({ cost: GBP(8), model: asked('house/c', null) }),
    ]
    const result = agreedResult(ASKED, results)
    expect(result).toMatchObject({
      answer: {
        cost: GBP(15),
        model: asked('house/b', 20),
        otherModels: [
          { name: 'house/a', tokens: { input: 50, output: 2 } },
          { name: 'house/c', tokens: null },
        ],
      },
    })
    const world = aRun(aPlan([ASKED]))
    world.begin('a')
    world.report('a', result)
    expect(world.stage('a').account).toMatchObject({
      cost: GBP(15),
      models: [{ name: 'house/b' }, { name: 'house/a' }, { name: 'house/c' }],
    })
  })

  it('[GA9] fails with the first error where nobody answers', () => {
    const results = [
      fails({ reach: 'not-begun', cost: GBP(1) }),
      says(7, { cost: GBP(2), model: asked('house/a', 10) }),
    ]
    const result = agreedResult(ASKED, results)
    expect(result).toEqual({
      type: 'failed',
      error: { ...anError(), reach: 'answered', cost: GBP(3), otherModels: [asked('house/a', 10)] },
    })
    const world = aRun(aPlan([ASKED]))
    world.begin('a')
    world.report('a', result)
    expect(world.stage('a').account.models).toEqual([asked('house/a', 10)])
  })

  it('[GA9] never began only where none of them did', () => {
    const none = fails({ reach: 'not-begun' })
    expect(agreedResult(ASKED, [none, none])).toEqual(none)
    expect(() => agreedResult(ASKED, [])).toThrow('What nobody was asked has no result')
  })

  it('[GA9] an agreed answer that does not fit has all of it booked too', () => {
    const world = aRun(aPlan([ASKED]))
    const bill = { cost: GBP(3), model: asked('house/a', 1), otherModels: [asked('house/b', 2)] }
    world.perform('a', { outputs: {}, ...bill })
    expect(world.stage('a').account).toMatchObject({ cost: GBP(3), models: [{ name: 'house/a' }, { name: 'house/b' }] })
  })

  it('[GA7] passes or asks a person by what agrees, whatever the answers claim of themselves', () => {
    const world = aRun(aPlan([ASKED]))
    world.perform('a', { outputs: { label: 'x' }, confidence: 1, agreement: { samples: 3, agreeing: 2 } })
    expect(world.openTask('a')).toMatchObject({
      reason: 'low-confidence',
      because: '67 % sure is less than the 80 % set for this stage.',
    })
    const sure = aRun(aPlan([ASKED]))
    sure.perform('a', { outputs: { label: 'x' }, confidence: Number.NaN, agreement: { samples: 3, agreeing: 3 } })
    expect(sure.stage('a').state).toMatchObject({ settlement: { confidence: 1, source: 'agreement' } })
  })
})

describe('a review between two limits', () => {
  it.each([0.6, 0.8, 0.95])('[GA10] asks a second skill at %s', (confidence) => {
    const world = aRun(aPlan([aStage('a', { gate: BETWEEN, reviewer: REVIEWER })]))
    world.perform('a', { confidence })
    expect(world.stage('a').state).toEqual({ status: 'ready', step: 'review' })
    world.perform('a', { confidence: 0.9 })
    expect(world.stage('a').state).toMatchObject({ settlement: { confidence: 0.9, source: 'scored' } })
  })

  it.each([
    [0.5999, 'low-confidence'],
    [0, 'low-confidence'],
    [null, 'no-confidence'],
    ['0.7', 'no-confidence'],
    [Number.NaN, 'no-confidence'],
    [1.2, 'no-confidence'],
  ])('[GA10] asks a person at once at %s', (confidence, reason) => {
    const world = aRun(aPlan([aStage('a', { gate: BETWEEN, reviewer: REVIEWER })]))
    world.perform('a', { confidence })
    expect(world.openTask('a').reason).toBe(reason)
  })

  it('[GA10] lets what is surer pass without a review', () => {
    const world = aRun(aPlan([aStage('a', { gate: BETWEEN, reviewer: REVIEWER })]))
    world.perform('a', { confidence: 0.9501 })
    expect(world.stage('a').state).toMatchObject({ settlement: { confidence: 0.9501, source: 'reported' } })
  })

  it('[GA10] goes by the share that agree', () => {
    const world = aRun(aPlan([aStage('a', { gate: { ...BETWEEN, samples: 3 }, reviewer: REVIEWER })]))
    world.perform('a', { confidence: 0.1, agreement: { samples: 3, agreeing: 2 } })
    expect(world.stage('a').state).toEqual({ status: 'ready', step: 'review' })
  })

  it('[GA10] asks a person between them where the second skill is not here', () => {
    const world = aRun(aPlan([aStage('a', { gate: BETWEEN, reviewer: NOBODY })]))
    world.perform('a', { confidence: 0.7 })
    expect(world.openTask('a').reason).toBe('no-confidence')
    const sure = aRun(aPlan([aStage('a', { gate: BETWEEN, reviewer: NOBODY })]))
    sure.perform('a', { confidence: 0.99 })
    expect(sure.statuses()).toEqual({ a: 'succeeded' })
  })
})

describe('scores', () => {
  const agreement = { samples: 3, agreeing: 2 }
  const ALL = [
    { source: 'reported', value: 0.9 },
    { source: 'agreement', value: 2 / 3, ...agreement },
    { source: 'scored', value: 0.8, by: 'skill:check' },
  ]

  it('[GA11] are all kept, and the last of them decides', () => {
    const world = aRun(aPlan([aStage('a', { gate: { ...BETWEEN, samples: 3 }, reviewer: REVIEWER })]))
    world.perform('a', { confidence: 0.9, agreement })
    world.perform('a', { confidence: 0.8 })
    expect(world.stage('a').state).toMatchObject({ settlement: { confidence: 0.8, source: 'scored', scores: ALL } })
    expect(receiptsOf(world)[0]).toMatchObject({ confidence: 0.8, confidence_source: 'scored', scores: ALL })
  })

  it('[GA11] a word that counts for nothing leaves the confidence unknown, and is kept', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE, reviewer: REVIEWER })]))
    world.perform('a', { confidence: 0.9 })
    world.perform('a', { confidence: 'very' })
    expect(world.openTask('a').reason).toBe('no-confidence')
    world.answer('a', APPROVE)
    expect(world.stage('a').state).toMatchObject({
      settlement: {
        confidence: null,
        source: 'none',
        scores: [ALL[0], { source: 'scored', value: null, by: 'skill:check' }],
        decision: { type: 'approve' },
      },
    })
  })

  it('[GA11] one alone is the confidence, and is written as it always was', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    world.perform('a', { confidence: 0.9 })
    expect(world.stage('a').state).toEqual({
      status: 'settled',
      at: expect.any(Number),
      settlement: { outcome: 'succeeded', output: 4, confidence: 0.9, source: 'reported', decision: null },
    })
    expect(receiptsOf(world)[0]).not.toHaveProperty('scores')
  })

  it('[GA11] what a person answers has none', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON })]))
    world.answer('a', { type: 'edit', outputs: {}, note: '' })
    expect(world.stage('a').state).toMatchObject({ settlement: { confidence: null, source: 'human' } })
    expect(receiptsOf(world)[0]).not.toHaveProperty('scores')
  })
})
