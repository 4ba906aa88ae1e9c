import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import type { Receipt, StageReceipt } from '../../../src/core/receipt/receipt.ts'
import { agreedResult } from '../../../src/core/run/agreed-result.ts'
import type { ReportAttempt } from '../../../src/core/run/command.ts'
import { handoffFrom } from '../../../src/core/run/handoff.ts'
import type { UsedPrice } from '../../../src/core/run/used-price.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { receiptsOf } from '../../support/receipts.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  aCapability,
  anAnswer,
  anError,
  aPlan,
  aRun,
  aStage,
  at,
  edit,
  LENA,
  PERSON,
  RETRY,
  sha256,
} from '../../support/runs.ts'

const A = 'a' as StageId
const GATE = { kind: 'threshold', threshold: 0.8 } as const
const CANCEL = { type: 'cancel-run', by: LENA, note: '' } as const
const MINUTE = 60_000
const PRICE: UsedPrice = {
  provider: 'house',
  model: 'm-1',
  effectiveFrom: '2026-11-01',
  input: '1.5',
  output: '6',
  cacheRead: '0.15',
  cacheWrite: null,
  currency: 'USD',
  source: 'by hand',
}
const OTHER: UsedPrice = { ...PRICE, effectiveFrom: '2026-11-21', input: '2' }
const COST = { basis: 'estimated', currency: 'USD', microUnits: 1_000 } as const

function stageReceipt(world: TestRun): StageReceipt {
  const found = receiptsOf(world).find((receipt: Receipt) => receipt.kind === 'stage')
  if (found?.kind !== 'stage') throw new Error('No stage has settled')
  return found
}

function late(fence: number): ReportAttempt {
  const result = { type: 'answered', answer: anAnswer({ cost: COST, prices: [PRICE] }) } as const
  return { type: 'report-attempt', stage: A, fence, result, salt: 's', jitter: 0, coin: 1 }
}

describe('by which prices a cost was worked out', () => {
  it('[RC25] each row stands once over all tries, with the digest of what it says', () => {
    const world = aRun(aPlan([aStage('a', { retry: { ...aStage('x').retry, initialIntervalMs: 0 } })]))
    world.fail('a', { cost: COST, prices: [PRICE] })
    world.begin('a', at(1))
    world.report('a', { type: 'answered', answer: anAnswer({ cost: COST, prices: [PRICE, OTHER] }) }, at(2))
    const [first, second, ...others] = stageReceipt(world).prices ?? []
    const row = {
      provider: 'house',
      model: 'm-1',
      effective_from: '2026-11-01',
      input: '1.5',
      output: '6',
      cache_read: '0.15',
      cache_write: null,
      currency: 'USD',
      source: 'by hand',
    }
    expect(first).toEqual({ ...row, sha256: sha256(canonicalJson(row)) })
    expect(second).toMatchObject({ effective_from: '2026-11-21', input: '2' })
    expect(second?.sha256).not.toBe(first?.sha256)
    expect(others).toEqual([])
  })

  it.each(Object.keys(PRICE))('[RC25] a row with another %s is another row', (key) => {
    const world = aRun(aPlan([aStage('a')]))
    world.perform('a', { prices: [PRICE, { ...PRICE, [key]: 'other' }] })
    expect(stageReceipt(world).prices).toHaveLength(2)
  })

  it('[RC25] names none where a cost was told, or is not known', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.perform('a', { cost: { basis: 'reported', currency: 'USD', microUnits: 7 } })
    expect(stageReceipt(world)).not.toHaveProperty('prices')
  })

  it('[RC25] of what was asked several times all rows count, and of an answer that can not be used as well', () => {
    const stage = aStage('a', { gate: { ...GATE, samples: 3 }, outputs: { type: 'object', required: ['label'] } })
    const results = [
      { type: 'answered', answer: anAnswer({ outputs: { label: 'x' }, cost: COST, prices: [PRICE] }) },
      { type: 'answered', answer: anAnswer({ cost: COST, prices: [OTHER] }) },
      { type: 'failed', error: anError({ cost: COST, prices: [PRICE] }) },
    ] as const
    expect(agreedResult(stage, results)).toMatchObject({ answer: { prices: [PRICE, OTHER] } })
  })

  it('[RC25] a cost that came late names its rows too', () => {
    const world = aRun(aPlan([aStage('a', { effect: 'idempotent' })]))
    const fence = world.begin('a')
    world.send(CANCEL)
    world.send(late(fence))
    expect(receiptsOf(world).at(-1)).toMatchObject({ kind: 'adjustment', prices: [{ provider: 'house' }] })
  })
})

describe('how long it took whom', () => {
  it('[RC26] the queue, the tries and the people, each by itself', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE, reviewer: aCapability({ ref: 'skill:check' }) })]))
    world.begin('a', at(2))
    world.report('a', { type: 'failed', error: anError() }, at(5))
    world.begin('a', at(10))
    world.report('a', { type: 'answered', answer: anAnswer() }, at(11))
    world.begin('a', at(12))
    world.report('a', { type: 'answered', answer: anAnswer({ confidence: 0.1 }) }, at(14))
    world.answer('a', APPROVE, at(44))
    expect(stageReceipt(world).times).toEqual({
      queue_ms: 2 * MINUTE,
      work_ms: 6 * MINUTE,
      people_ms: 30 * MINUTE,
    })
  })

  it('[RC26] people who were asked twice are counted for both, and not for the try in between', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    world.perform('a', { confidence: 0.1 }, at(0))
    world.answer('a', RETRY, at(3))
    world.begin('a', at(10))
    world.report('a', { type: 'answered', answer: anAnswer({ confidence: 0.1 }) }, at(20))
    world.answer('a', APPROVE, at(25))
    expect(stageReceipt(world).times).toEqual({ queue_ms: 0, work_ms: 10 * MINUTE, people_ms: 8 * MINUTE })
  })

  it('[RC26] nobody’s time is null, and so is what nobody finished', () => {
    const asked = aRun(aPlan([aStage('a', { primary: PERSON })]))
    asked.answer('a', APPROVE, at(4))
    expect(stageReceipt(asked).times).toEqual({ queue_ms: null, work_ms: null, people_ms: 4 * MINUTE })
    const unasked = aRun(aPlan([aStage('a', { primary: PERSON })]))
    unasked.send(CANCEL, at(4))
    expect(stageReceipt(unasked).times).toEqual({ queue_ms: null, work_ms: null, people_ms: null })
    const skipped = aRun(aPlan([aStage('a', { when: 'false' })]))
    expect(stageReceipt(skipped).times).toEqual({ queue_ms: null, work_ms: null, people_ms: null })
  })

  it('[RC26] a blind check afterwards is no time of people', () => {
    const world = aRun(aPlan([aStage('a', { gate: { ...GATE, auditRate: 1 } })]))
    world.perform('a', { confidence: 0.9 })
    expect(world.stage('a').tasks).toMatchObject([{ reason: 'audit' }])
    expect(stageReceipt(world).times).toMatchObject({ people_ms: null })
  })

  it('[RC26] a try whose process is gone makes the work unknown; one that was canceled counts until then', () => {
    const lost = aRun(aPlan([aStage('a')]))
    const fence = lost.begin('a', at(1))
    lost.send({ type: 'lose-attempt', stage: A, fence, jitter: 0 }, at(9))
    lost.perform('a', {}, at(10))
    expect(stageReceipt(lost).times).toMatchObject({ work_ms: null })
    const canceled = aRun(aPlan([aStage('a')]))
    canceled.begin('a', at(1))
    canceled.send(CANCEL, at(3))
    expect(stageReceipt(canceled).times).toMatchObject({ work_ms: 2 * MINUTE })
  })

  it('[RC26] a clock that was set back in between makes it unknown', () => {
    const world = aRun(aPlan([aStage('a', { gate: GATE })]))
    world.begin('a', at(-5))
    world.report('a', { type: 'answered', answer: anAnswer({ confidence: 0.1 }) }, at(-9))
    world.answer('a', APPROVE, at(-20))
    expect(stageReceipt(world).times).toEqual({ queue_ms: null, work_ms: null, people_ms: null })
  })
})

describe('what was passed on', () => {
  it('[RC27] is proved by the salted hash of the handoff', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.perform('a', { outputs: { label: 'refund' }, summary: 'A refund.' })
    const proof = stageReceipt(world).handoff_sha256
    expect(proof).toBe(sha256(`s1 ${canonicalJson(handoffFrom(world.run, A))}`))
    expect(proof).not.toBe(stageReceipt(world).outputs_sha256)
  })

  it('[RC27] is not, where nothing was', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON })]))
    world.answer('a', edit({}), at(1))
    expect(stageReceipt(world)).toHaveProperty('handoff_sha256')
    const canceled = aRun(aPlan([aStage('a', { primary: PERSON })]))
    canceled.send(CANCEL)
    expect(stageReceipt(canceled)).not.toHaveProperty('handoff_sha256')
  })
})
