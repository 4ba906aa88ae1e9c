import { describe, expect, it } from 'vitest'
import type { AdjustmentReceipt, StageReceipt, VerdictReceipt } from '../../../src/core/receipt/receipt.ts'
import { trackRecords } from '../../../src/core/receipt/track-record.ts'
import type { Cost } from '../../../src/core/run/cost.ts'

const GBP = (microUnits: number): Cost => ({ basis: 'reported', currency: 'GBP', microUnits })
const EUR: Cost = { basis: 'reported', currency: 'EUR', microUnits: 1 }
const FREE: Cost = { basis: 'free' }
const SORT = 'skill:sort'
const BASE = { schema: 'workcharts.receipt/1', number: 1, previous: '', at: '2026-11-20T12:00:00.000Z' } as const

function aUse(run: string, given: Partial<StageReceipt> = {}): StageReceipt {
  return {
    ...BASE,
    kind: 'stage',
    run,
    stage: 'sort',
    outcome: 'succeeded',
    because: null,
    performer: { ref: SORT, digest: null },
    attempts: 1,
    ready_at: null,
    begun_at: null,
    cost: FREE,
    models: [],
    confidence: 0.9,
    confidence_source: 'reported',
    threshold: null,
    decision: null,
    quality: null,
    task: null,
    inputs_sha256: null,
    outputs_sha256: null,
    context: [],
    artifacts: [],
    ...given,
  }
}

function late(run: string, cost: Cost | null): AdjustmentReceipt {
  return { ...BASE, kind: 'adjustment', run, stage: 'sort', cost }
}

function judged(run: string, verdict: 'right' | 'wrong'): VerdictReceipt {
  return { ...BASE, kind: 'verdict', run, stage: 'sort', verdict, by: 'human:ann' }
}

function recordOf(...receipts: Parameters<typeof trackRecords>[0]) {
  return trackRecords(receipts).get(SORT)
}

describe('track records', () => {
  it('[CX1] the cost is the median of the uses whose cost is known, with how many they are', () => {
    const uses = [aUse('1', { cost: GBP(3) }), aUse('2', { cost: GBP(1) }), aUse('3', { cost: null }), aUse('4')]
    expect(recordOf(...uses)?.cost).toEqual({ median: GBP(1), uses: 3 })
    expect(recordOf(aUse('1', { cost: GBP(3) }), aUse('2', { cost: GBP(1) }))?.cost?.median).toEqual(GBP(1))
    expect(recordOf(aUse('1'))?.cost).toEqual({ median: FREE, uses: 1 })
  })

  it('[CX1] the cost is unknown where none is known, and where there are two currencies', () => {
    expect(recordOf(aUse('1', { cost: null }))?.cost).toBeNull()
    expect(recordOf(aUse('1', { cost: GBP(1) }), aUse('2', { cost: EUR }))?.cost).toBeNull()
  })

  it('[CX1] a cost that came late counts, and where it is unknown the use’s cost is', () => {
    expect(recordOf(late('1', GBP(2)), aUse('1', { cost: GBP(3) }), late('1', GBP(4)))?.cost?.median).toEqual(GBP(9))
    expect(recordOf(aUse('1', { cost: GBP(3) }), late('1', null))?.cost).toBeNull()
  })

  it('[CX2] the quality is the share of judged answers that were right; a later verdict counts', () => {
    const right = { quality: { verdict: 'right', by: 'human:ann' } } as const
    expect(recordOf(aUse('1', right), aUse('2', right), aUse('3'))?.quality).toEqual({ right: 2, judged: 2 })
    expect(recordOf(aUse('1', right), aUse('2'), judged('2', 'wrong'))?.quality).toEqual({ right: 1, judged: 2 })
    expect(recordOf(aUse('1'))?.quality).toBeNull()
  })

  it('[CX1] who never tried has no record: a person did it instead', () => {
    expect(recordOf(aUse('1', { attempts: 0 }))).toBeUndefined()
    expect(recordOf(late('1', FREE), judged('1', 'right'))).toBeUndefined()
  })
})
