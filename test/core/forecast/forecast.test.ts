import { describe, expect, it } from 'vitest'
import { forecast } from '../../../src/core/forecast/forecast.ts'
import { outlookWords } from '../../../src/core/forecast/outlook-words.ts'
import { costSpan, spanOf } from '../../../src/core/forecast/span.ts'
import type { Receipt, RunReceipt, StageReceipt } from '../../../src/core/receipt/receipt.ts'
import type { Cost } from '../../../src/core/run/cost.ts'
import { aStageReceipt, BEGAN } from '../../support/receipts.ts'
import { after, aStage, PERSON } from '../../support/runs.ts'

const GBP = (microUnits: number): Cost => ({ basis: 'reported', currency: 'GBP', microUnits })
const BASE = { schema: 'workcharts.receipt/1', number: 1, previous: '' } as const

function minutesLater(minutes: number): string {
  return new Date(Date.parse(BEGAN) + minutes * 60_000).toISOString()
}

/** A minute's use of the stage `a`. */
function aUse(run: string, given: Partial<StageReceipt> = {}): StageReceipt {
  return aStageReceipt(run, {
    stage: 'a',
    at: minutesLater(1),
    ready_at: BEGAN,
    begun_at: BEGAN,
    cost: GBP(10),
    ...given,
  })
}

const TASK = {
  reason: 'low-confidence',
  first_opened_at: BEGAN,
  due_at: null,
  decided_at: null,
  in_time: null,
  times_asked: 1,
}

function aRunReceipt(run: string, given: Partial<RunReceipt> = {}): RunReceipt {
  return {
    ...BASE,
    kind: 'run',
    run,
    at: minutesLater(5),
    workflow: 'w',
    workflow_sha256: '',
    plan_sha256: '',
    outcome: 'succeeded',
    started_at: BEGAN,
    started_by: 'human:ann',
    cause: {},
    origin: null,
    cost: GBP(50),
    stages: {},
    ...given,
  }
}

function stageOf(...receipts: readonly Receipt[]) {
  return forecast([aStage('a')], receipts).stages[0]
}

describe('spans', () => {
  it('[FC1] leave out a tenth at either end, and are null of nothing', () => {
    expect(spanOf([])).toBeNull()
    expect(spanOf([7])).toEqual({ low: 7, high: 7, n: 1 })
    expect(spanOf([3, 1, 2])).toEqual({ low: 1, high: 3, n: 3 })
    expect(spanOf(Array.from({ length: 20 }, (_, index) => index))).toEqual({ low: 2, high: 17, n: 20 })
  })

  it('[FC3] unknown costs are counted apart, and currencies do not mix', () => {
    expect(costSpan([null, GBP(4), { basis: 'free' }])).toEqual({ low: 0, high: 4, n: 2, currency: 'GBP', unknown: 1 })
    expect(costSpan([{ basis: 'free' }])).toEqual({ low: 0, high: 0, n: 1, currency: null, unknown: 0 })
    expect(costSpan([null])).toBeNull()
    expect(costSpan([GBP(1), { basis: 'estimated', currency: 'EUR', microUnits: 1 }])).toBeNull()
  })
})

describe('forecast', () => {
  it('[FC1] of a stage that never ran everything is null', () => {
    expect(stageOf()).toEqual({ stage: 'a', cost: null, durationMs: null, asked: null })
  })

  it('[FC1][FC4] of one that ran, what it cost, how long it took and how often a person was asked', () => {
    expect(stageOf(aUse('1'), aUse('2', { cost: GBP(30), at: minutesLater(3), task: TASK }))).toEqual({
      stage: 'a',
      cost: { low: 10, high: 30, n: 2, currency: 'GBP', unknown: 0 },
      durationMs: { low: 60_000, high: 180_000, n: 2 },
      asked: { type: 'share', asked: 1, of: 2 },
    })
    expect(stageOf(aUse('1', { ready_at: null }))?.durationMs).toBeNull()
  })

  it('[FC2] what another performer did, what was skipped and what was canceled does not count', () => {
    const other = aUse('1', { performer: { ref: 'agent:x', digest: null } })
    const idle = (['skipped', 'canceled'] as const).map((outcome) => aUse('1', { outcome }))
    expect(stageOf(other, ...idle, aUse('1', { stage: 'b' }))?.cost).toBeNull()
    expect(stageOf(aUse('1', { outcome: 'failed' }), aUse('2', { outcome: 'rejected' }))?.cost?.n).toBe(2)
  })

  it('[FC5] a run is told from whole runs that succeeded', () => {
    const receipts = [aUse('1', { task: TASK }), aRunReceipt('1'), aRunReceipt('2', { outcome: 'failed', cost: null })]
    expect(forecast([aStage('a')], receipts).run).toEqual({
      cost: { low: 50, high: 50, n: 1, currency: 'GBP', unknown: 0 },
      durationMs: { low: 300_000, high: 300_000, n: 1 },
      asked: { type: 'share', asked: 1, of: 1 },
    })
    expect(forecast([aStage('a')], []).run).toEqual({ cost: null, durationMs: null, asked: null })
  })

  it('[FC4] where a person does a stage that nothing can skip, a person is asked for certain', () => {
    const byPerson = forecast([aStage('a', { primary: PERSON })], [])
    expect(byPerson.stages[0]?.asked).toEqual({ type: 'certain' })
    expect(byPerson.run.asked).toEqual({ type: 'certain' })
    const later = [aStage('a'), aStage('b', { primary: PERSON, dependsOn: after('a') })]
    expect(forecast(later, []).run.asked).toBeNull()
    expect(forecast([aStage('a', { primary: PERSON, when: 'true' })], []).run.asked).toBeNull()
  })
})

describe('in words', () => {
  const NOTHING = { cost: null, durationMs: null, asked: null }
  const money = (low: number, high: number, currency: string | null = 'GBP') =>
    outlookWords({ ...NOTHING, cost: { low, high, n: 3, currency, unknown: 0 } })[0]

  it('[FC6] each figure has its number of cases, and what never happened is not said', () => {
    expect(outlookWords(NOTHING)).toEqual([])
    expect(
      outlookWords({
        cost: { low: 10_000, high: 30_000, n: 12, currency: 'GBP', unknown: 2 },
        durationMs: { low: 60_000, high: 180_000, n: 14 },
        asked: { type: 'share', asked: 3, of: 14 },
      }),
    ).toEqual([
      '£0.01 to £0.03 (n = 12; of 2 more the cost is not known)',
      '1 min to 3 min (n = 14)',
      'a person was asked in 3 of 14',
    ])
    expect(outlookWords({ ...NOTHING, asked: { type: 'certain' } })).toEqual([])
  })

  it('[FC6] one value is said once, and small sums stay visible', () => {
    expect(money(12_300, 12_300)).toBe('£0.0123 (n = 3)')
    expect(money(12, 4_000_000)).toBe('£0.000012 to £4 (n = 3)')
    expect(money(0, 0, null)).toBe('free (n = 3)')
    expect(outlookWords({ ...NOTHING, durationMs: { low: 5, high: 9, n: 1 } })).toEqual(['0 s (n = 1)'])
  })
})
