import { describe, expect, it } from 'vitest'
import { FLAT_COLUMNS, flatReceipt } from '../../../src/core/receipt/flat-receipt.ts'
import type { PriceProof, Receipt } from '../../../src/core/receipt/receipt.ts'
import { aStageReceipt, BEGAN } from '../../support/receipts.ts'

const BASE = { schema: 'workcharts.receipt/1', run: 'run-1', number: 2, previous: 'abc', at: BEGAN } as const

function aPriceRow(model: string, sha256: string): PriceProof {
  return {
    provider: 'main',
    model,
    effective_from: '2026-11-01',
    input: '1.5',
    output: '6',
    cache_read: null,
    cache_write: null,
    currency: 'USD',
    source: 'by hand',
    sha256,
  }
}

/** What is in a row, without what is not known. */
function knownOf(receipt: Receipt): object {
  const flat = flatReceipt(receipt, 'refunds')
  expect(Object.keys(flat).sort()).toEqual([...FLAT_COLUMNS].sort())
  return Object.fromEntries(Object.entries(flat).filter(([, value]) => value !== null))
}

const IN_ALL = { run: 'run-1', number: 2, previous: 'abc', at: BEGAN, workflow: 'refunds' }

describe('[RC23] a receipt in columns', () => {
  it('[RC23] of a stage that a model did, and a person decided', () => {
    const receipt = aStageReceipt('run-1', {
      ...BASE,
      outcome: 'rejected',
      because: 'No.',
      performer: { ref: 'agent:sort', digest: 'd1' },
      ready_at: '2026-11-20T12:00:00.000Z',
      begun_at: '2026-11-20T12:00:01.500Z',
      times: { queue_ms: 1_500, work_ms: 42_000, people_ms: 60_000 },
      cost: { basis: 'estimated', currency: 'USD', microUnits: 12_345 },
      prices: [aPriceRow('large', 'r1'), aPriceRow('small', 'r2')],
      models: [
        { name: 'main/large', tokens_in: 10, tokens_out: 3 },
        { name: 'main/small', tokens_in: 5, tokens_out: null },
      ],
      confidence: 0.5,
      threshold: 0.8,
      threshold_result: 'low-confidence',
      decision: { type: 'reject', by: 'human:lena', role: 'approver', at: BEGAN, reason: 'No.' },
      quality: { verdict: 'wrong', by: 'human:lena' },
      task: {
        reason: 'low-confidence',
        first_opened_at: '2026-11-20T12:01:00.000Z',
        due_at: null,
        decided_at: '2026-11-20T12:02:00.000Z',
        in_time: null,
        times_asked: 1,
      },
      inputs_sha256: 'i1',
      outputs_sha256: 'o1',
      handoff_sha256: 'h1',
      context: [
        { ref: 'ctx:rules', sha256: 'c1', tokens: 3, memory_ids: ['m1', 'm2'] },
        { ref: 'ctx:tone', sha256: 'c2', tokens: 3 },
      ],
      context_sha256: 'p1',
      artifacts: [{ name: 'r.md', sha256: 'f1', size: 3 }],
    })
    expect(knownOf(receipt)).toEqual({
      ...IN_ALL,
      kind: 'stage',
      stage: 'sort',
      outcome: 'rejected',
      because: 'No.',
      ready_at: '2026-11-20T12:00:00.000Z',
      begun_at: '2026-11-20T12:00:01.500Z',
      queue_ms: 1_500,
      people_ms: 60_000,
      attempts: 1,
      performer: 'agent:sort',
      performer_sha256: 'd1',
      models: 'main/large; main/small',
      tokens_in: 15,
      cost: 0.012345,
      cost_currency: 'USD',
      cost_basis: 'estimated',
      confidence: 0.5,
      confidence_source: 'reported',
      threshold: 0.8,
      threshold_result: 'low-confidence',
      task_reason: 'low-confidence',
      task_opened_at: '2026-11-20T12:01:00.000Z',
      task_decided_at: '2026-11-20T12:02:00.000Z',
      times_asked: 1,
      decision: 'reject',
      decided_by: 'human:lena',
      decided_role: 'approver',
      decision_reason: 'No.',
      quality: 'wrong',
      quality_by: 'human:lena',
      context: 'ctx:rules; ctx:tone',
      context_sha256: 'p1',
      memory_ids: 'm1; m2',
      artifacts_sha256: 'f1',
      inputs_sha256: 'i1',
      outputs_sha256: 'o1',
      work_ms: 42_000,
      handoff_sha256: 'h1',
      prices: 'main/large from 2026-11-01; main/small from 2026-11-01',
      prices_in: '1.5; 1.5',
      prices_out: '6; 6',
      prices_source: 'by hand; by hand',
      prices_sha256: 'r1; r2',
    })
  })

  it('[RC28] of a stage from before times, prices and handoffs were kept', () => {
    const task = {
      reason: 'review',
      first_opened_at: '2026-11-20T12:01:00.000Z',
      due_at: null,
      decided_at: '2026-11-20T12:02:00.000Z',
      in_time: null,
      times_asked: 1,
    } as const
    const receipt = aStageReceipt('run-1', { ...BASE, ready_at: BEGAN, begun_at: BEGAN, task })
    expect(knownOf(receipt)).toMatchObject({ queue_ms: 0, people_ms: 60_000 })
    for (const column of ['work_ms', 'prices', 'handoff_sha256']) expect(knownOf(receipt)).not.toHaveProperty(column)
  })

  it('[RC23] of a stage of which next to nothing is known', () => {
    const given = { ...BASE, cost: null, confidence: null, confidence_source: 'none', attempts: 0 } as const
    expect(knownOf(aStageReceipt('run-1', given))).toEqual({
      ...IN_ALL,
      kind: 'stage',
      stage: 'sort',
      outcome: 'succeeded',
      attempts: 0,
      performer: 'skill:sort',
      confidence_source: 'none',
    })
    const decided = { ...BASE, decision: { type: 'approve', by: 'human:lena' } }
    expect(knownOf(aStageReceipt('run-1', decided))).toMatchObject({
      decided_by: 'human:lena',
      cost: 0,
      cost_basis: 'free',
    })
  })

  it('[RC23] of a run, of a late cost and of a verdict', () => {
    const run: Receipt = {
      ...BASE,
      kind: 'run',
      workflow: 'refunds',
      workflow_sha256: 'w1',
      plan_sha256: 'p1',
      outcome: 'failed',
      started_at: BEGAN,
      started_by: 'human:lena',
      cause: { type: 'manual' },
      origin: null,
      cost: { basis: 'reported', currency: 'GBP', microUnits: 2_000_000 },
      stages: { succeeded: 1 },
    }
    expect(knownOf(run)).toEqual({
      ...IN_ALL,
      kind: 'run',
      outcome: 'failed',
      started_at: BEGAN,
      started_by: 'human:lena',
      cost: 2,
      cost_currency: 'GBP',
      cost_basis: 'reported',
      workflow_sha256: 'w1',
      plan_sha256: 'p1',
    })
    const prices = [aPriceRow('large', 'r1')]
    expect(knownOf({ ...BASE, kind: 'adjustment', stage: 'sort', cost: null, prices })).toEqual({
      ...IN_ALL,
      kind: 'adjustment',
      stage: 'sort',
      prices: 'main/large from 2026-11-01',
      prices_in: '1.5',
      prices_out: '6',
      prices_source: 'by hand',
      prices_sha256: 'r1',
    })
    expect(knownOf({ ...BASE, kind: 'redaction', by: 'human:lena' })).toEqual({
      ...IN_ALL,
      kind: 'redaction',
      erased_by: 'human:lena',
    })
    expect(knownOf({ ...BASE, kind: 'verdict', stage: 'sort', verdict: 'right', by: 'human:lena' })).toEqual({
      ...IN_ALL,
      kind: 'verdict',
      stage: 'sort',
      quality: 'right',
      quality_by: 'human:lena',
    })
  })
})
