import { describe, expect, it } from 'vitest'
import type { AdjustmentReceipt, VerdictReceipt } from '../../../src/core/receipt/receipt.ts'
import { trackRecords } from '../../../src/core/receipt/track-record.ts'
import type { Cost } from '../../../src/core/run/cost.ts'
import { aStageReceipt, BEGAN } from '../../support/receipts.ts'

const GBP = (microUnits: number): Cost => ({ basis: 'reported', currency: 'GBP', microUnits })
const EUR: Cost = { basis: 'reported', currency: 'EUR', microUnits: 1 }
const FREE: Cost = { basis: 'free' }
const SORT = 'skill:sort'
const BASE = { schema: 'workcharts.receipt/1', number: 1, previous: '', at: BEGAN } as const

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
    const uses = [
      aStageReceipt('1', { cost: GBP(3) }),
      aStageReceipt('2', { cost: GBP(1) }),
      aStageReceipt('3', { cost: null }),
      aStageReceipt('4'),
    ]
    expect(recordOf(...uses)?.cost).toEqual({ median: GBP(1), uses: 3 })
    expect(recordOf(aStageReceipt('1', { cost: GBP(3) }), aStageReceipt('2', { cost: GBP(1) }))?.cost?.median).toEqual(
      GBP(1),
    )
    expect(recordOf(aStageReceipt('1'))?.cost).toEqual({ median: FREE, uses: 1 })
  })

  it('[CX1] the cost is unknown where none is known, and where there are two currencies', () => {
    expect(recordOf(aStageReceipt('1', { cost: null }))?.cost).toBeNull()
    expect(recordOf(aStageReceipt('1', { cost: GBP(1) }), aStageReceipt('2', { cost: EUR }))?.cost).toBeNull()
  })

  it('[CX1] a cost that came late counts, and where it is unknown the use’s cost is', () => {
    expect(recordOf(late('1', GBP(2)), aStageReceipt('1', { cost: GBP(3) }), late('1', GBP(4)))?.cost?.median).toEqual(
      GBP(9),
    )
    expect(recordOf(aStageReceipt('1', { cost: GBP(3) }), late('1', null))?.cost).toBeNull()
  })

  it('[CX2] the quality is the share of judged answers that were right; a later verdict counts', () => {
    const right = { quality: { verdict: 'right', by: 'human:ann' } } as const
    expect(recordOf(aStageReceipt('1', right), aStageReceipt('2', right), aStageReceipt('3'))?.quality).toEqual({
      right: 2,
      judged: 2,
    })
    expect(recordOf(aStageReceipt('1', right), aStageReceipt('2'), judged('2', 'wrong'))?.quality).toEqual({
      right: 1,
      judged: 2,
    })
    expect(recordOf(aStageReceipt('1'))?.quality).toBeNull()
  })

  it('[RC46] what a second look found does not take the place of the first', () => {
    const right = { quality: { verdict: 'right', by: 'human:ann' } } as const
    const second = { ...judged('1', 'wrong'), second: true } as const
    expect(recordOf(aStageReceipt('1', right), second)?.quality).toEqual({ right: 1, judged: 1 })
    expect(recordOf(aStageReceipt('1'), judged('1', 'right'), second)?.quality).toEqual({ right: 1, judged: 1 })
  })

  it('[CX1] who never tried has no record: a person did it instead', () => {
    expect(recordOf(aStageReceipt('1', { attempts: 0 }))).toBeUndefined()
    expect(recordOf(late('1', FREE), judged('1', 'right'))).toBeUndefined()
  })
})
