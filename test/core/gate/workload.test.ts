import { describe, expect, it } from 'vitest'
import type { LimitOutlook } from '../../../src/core/gate/outlook.ts'
import type { StageLoad } from '../../../src/core/gate/workload.ts'
import { breakEvenOf, costPerDay, doublingDays, hoursPerDay, workloadOf } from '../../../src/core/gate/workload.ts'

const pounds = (amount: number, currency = 'GBP') => ({ currency, microUnits: amount * 1_000_000 })

const OUTLOOK: LimitOutlook = { limit: 0.88, through: 0.75, wrong: 1, of: 100, point: 0.01, atMost: 0.04 }
const LOAD: StageLoad = {
  answersPerDay: 400,
  minutesEach: 3,
  hourly: pounds(20),
  perError: pounds(12),
  aiEach: pounds(0.01),
  auditRate: 0.1,
}
const UNKNOWN: StageLoad = {
  ...LOAD,
  answersPerDay: null,
  minutesEach: null,
  hourly: null,
  perError: null,
  aiEach: null,
}

describe('the work of a day', () => {
  it('[GC74] parts answers into those that go to people, and those that are looked at of the others', () => {
    expect(workloadOf(OUTLOOK, LOAD)).toEqual({ answers: 400, toPeople: 100, audits: 30 })
    expect(workloadOf(OUTLOOK, UNKNOWN)).toBeNull()
  })

  it('[GC74] takes as many minutes as were entered for each; of what was not entered nothing is said', () => {
    const workload = workloadOf(OUTLOOK, LOAD)
    expect(hoursPerDay(workload, LOAD)).toBe(6.5)
    expect(hoursPerDay(workload, { ...LOAD, minutesEach: null })).toBeNull()
    expect(hoursPerDay(null, LOAD)).toBeNull()
  })

  it('[GC75] costs people, the AI, and what wrong answers cost that go through, as found and at most', () => {
    const cost = costPerDay(OUTLOOK, LOAD)
    expect(cost).toEqual({
      currency: 'GBP',
      people: 130_000_000,
      ai: 4_000_000,
      wrong: 36_000_000,
      wrongAtMost: 144_000_000,
    })
  })

  it('[GC75] is told in one currency, and as far as it is known', () => {
    expect(costPerDay(OUTLOOK, { ...LOAD, hourly: pounds(20, 'EUR') })).toMatchObject({
      currency: 'EUR',
      ai: null,
      wrong: null,
      wrongAtMost: null,
    })
    expect(costPerDay(OUTLOOK, { ...LOAD, hourly: null })).toMatchObject({ currency: 'GBP', people: null })
    expect(costPerDay(OUTLOOK, { ...UNKNOWN, answersPerDay: 10, aiEach: pounds(1) })).toMatchObject({
      currency: 'GBP',
      ai: 10_000_000,
    })
    expect(costPerDay({ ...OUTLOOK, point: null, atMost: null }, LOAD)).toMatchObject({
      wrong: null,
      wrongAtMost: null,
    })
    expect([costPerDay(OUTLOOK, UNKNOWN), costPerDay(OUTLOOK, { ...LOAD, answersPerDay: null })]).toEqual([null, null])
  })

  it('[GC76] asking pays below one less what a look costs of what an error costs', () => {
    expect(breakEvenOf(LOAD)).toBeCloseTo(1 - 1 / 12, 12)
    expect(breakEvenOf({ ...LOAD, perError: pounds(0.5) })).toBe(0)
    const unknown: readonly Partial<StageLoad>[] = [
      { minutesEach: null },
      { hourly: null },
      { perError: null },
      { perError: pounds(12, 'EUR') },
      { perError: pounds(0) },
    ]
    expect(unknown.map((each) => breakEvenOf({ ...LOAD, ...each }))).toEqual(Array(5).fill(null))
  })

  it('[GC77] a doubling of errors is noticed after twelve that were promised, by the looks of a day', () => {
    expect(doublingDays(0.05, { answers: 400, toPeople: 100, audits: 30 })).toBe(8)
    expect(doublingDays(0.05, { answers: 400, toPeople: 400, audits: 0 })).toBeNull()
    expect(doublingDays(0.05, null)).toBeNull()
  })
})
