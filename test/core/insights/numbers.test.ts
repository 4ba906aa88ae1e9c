import fc from 'fast-check'
import { expect, it } from 'vitest'
import { automationShare } from '../../../src/core/insights/automation.ts'
import { capabilityUses } from '../../../src/core/insights/capability-use.ts'
import { commissioningOf } from '../../../src/core/insights/commissioning.ts'
import { checkConfidence } from '../../../src/core/insights/confidence-check.ts'
import { addCosts, costsOf, NO_COSTS, unitCosts } from '../../../src/core/insights/costs.ts'
import { decidedInTime } from '../../../src/core/insights/decided-in-time.ts'
import { escalationsOf, failuresOf } from '../../../src/core/insights/failures.ts'
import { stallBudget } from '../../../src/core/insights/stall-budget.ts'
import { sumsOf } from '../../../src/core/insights/sums.ts'
import type { TallySum } from '../../../src/core/insights/tally.ts'
import { tallyRun } from '../../../src/core/insights/tally-receipts.ts'
import { addTimeSaved, NO_TIME_SAVED, timeSaved } from '../../../src/core/insights/time-saved.ts'
import { busiestOf, workload, workloadByPerson } from '../../../src/core/insights/workload.ts'
import type { Receipt, StageReceipt } from '../../../src/core/receipt/receipt.ts'
import { aRunReceipt, aStageOf, aTaskProof, decidedBy, gbp, later, ORIGIN, time } from '../../support/tallies.ts'

const NOTHING: readonly TallySum[] = []
const GBP_18 = { currency: 'GBP', microUnits: 18_000_000 }

/** What several runs count, each of them given by its receipts. */
function counted(...runs: readonly (readonly Receipt[])[]): readonly TallySum[] {
  return runs.flatMap((receipts) => tallyRun(receipts, ORIGIN))
}

function times(count: number, receipts: readonly Receipt[]): readonly (readonly Receipt[])[] {
  return Array.from({ length: count }, () => receipts)
}

const ALONE = aStageOf('sort')
const BY_LENA = aStageOf('check', decidedBy('human:lena', { taken: 5, decided: 20 }))

it('[IN10] of nothing the automation share is unknown; where people decided all, it is 0 %', () => {
  expect(automationShare(NOTHING)).toMatchObject({ of: 0, share: null })
  expect(automationShare(counted([BY_LENA], [BY_LENA]))).toMatchObject({ count: 0, of: 2, share: 0 })
})

it('[IN10] what failed counts against it, what was skipped or canceled is left out', () => {
  const failed = aStageOf('sort', { outcome: 'failed', because: 'timeout: Late.' })
  const others = ['skipped', 'canceled'].map((outcome) => aStageOf('sort', { outcome }))
  expect(automationShare(counted([ALONE, BY_LENA, failed, ...others]))).toMatchObject({ count: 1, of: 3 })
})

function judged(confidence: number | null, verdict: 'right' | 'wrong'): StageReceipt {
  return aStageOf('sort', { confidence, quality: { verdict, by: 'human:lena' } })
}

it('[IN11][IN12] what was said is compared with what people found, tenth by tenth', () => {
  const answers = [judged(0.95, 'right'), judged(1, 'right'), judged(0.9, 'wrong'), judged(0.31, 'right')]
  const check = checkConfidence(counted([...answers, judged(null, 'wrong'), aStageOf('sort', { confidence: 0.99 })]))
  expect(check.right).toMatchObject({ count: 3, of: 5 })
  expect(check.said).toBe(4)
  expect(check.bins).toEqual([
    { low: 0.3, high: 0.4, said: expect.closeTo(0.31, 10), agreed: expect.objectContaining({ count: 1, of: 1 }) },
    { low: 0.9, high: 1, said: expect.closeTo(0.95, 10), agreed: expect.objectContaining({ count: 2, of: 3 }) },
  ])
  expect(check.calibrationError).toBeCloseTo((0.69 + Math.abs(2.85 - 2)) / 4, 10)
  expect(checkConfidence(NOTHING)).toMatchObject({ bins: [], said: 0, calibrationError: null })
})

it('[IN13] an unknown cost is in no sum, a free run counts as 0 in the one currency', () => {
  const sums = counted(
    [aRunReceipt({ cost: gbp(300) })],
    [aRunReceipt({ cost: gbp(100), outcome: 'failed' })],
    [aRunReceipt()],
    [aRunReceipt({ cost: null })],
  )
  const costs = costsOf(sums, null, NO_TIME_SAVED)
  expect(costs).toMatchObject({ runs: 4, unknown: 1, untimedDecisions: 0 })
  expect(costs.currencies).toEqual([
    {
      currency: 'GBP',
      runs: 3,
      successes: 2,
      ai: 400,
      allSuccesses: 3,
      people: null,
      before: 0,
      beforeRuns: 0,
    },
  ])
  expect(costs.currencies.map((totals) => unitCosts(totals, costs.runs))).toEqual([
    {
      perRun: 400 / 3,
      perSuccess: 200,
      aiPerSuccess: 200,
      peoplePerSuccess: null,
      beforePerSuccess: null,
    },
  ])
})

it('[IN13] currencies stay apart, and where there are several a free run is in none', () => {
  const usd = { basis: 'reported', currency: 'USD', microUnits: 7 } as const
  const { currencies } = costsOf(
    counted([aRunReceipt({ cost: gbp(5) })], [aRunReceipt({ cost: usd })], [aRunReceipt()]),
    null,
    NO_TIME_SAVED,
  )
  expect(currencies.map(({ currency, runs, ai }) => [currency, runs, ai])).toEqual([
    ['GBP', 1, 5],
    ['USD', 1, 7],
  ])
  expect(costsOf(counted([aRunReceipt()]), null, NO_TIME_SAVED)).toMatchObject({ runs: 1, currencies: [] })
})

it('[IN14] what failed is paid by what succeeded, and people cost their measured time', () => {
  const sums = counted(
    [BY_LENA, aRunReceipt()],
    [BY_LENA, aRunReceipt({ outcome: 'failed' })],
    [aStageOf('sort', decidedBy('human:tom', { decided: 9 })), aRunReceipt({ cost: null })],
  )
  const saved = timeSaved(sums, { check: 40 })
  const { currencies, ...rest } = costsOf(sums, GBP_18, saved)
  expect(rest).toEqual({ runs: 3, unknown: 1, untimedDecisions: 1 })
  // Half an hour of work at 18 pounds; 40 minutes before.
  expect(currencies).toMatchObject([{ people: 9_000_000, allSuccesses: 2, before: 12_000_000, beforeRuns: 1 }])
  expect(currencies.map((totals) => unitCosts(totals, rest.runs))).toEqual([
    {
      perRun: 3_000_000,
      perSuccess: 4_500_000,
      aiPerSuccess: 0,
      peoplePerSuccess: 4_500_000,
      beforePerSuccess: 12_000_000,
    },
  ])
})

it('[IN14] where nothing succeeded nothing is known of a success', () => {
  const failed = costsOf(counted([aRunReceipt({ cost: gbp(5), outcome: 'failed' })]), null, NO_TIME_SAVED)
  expect(failed.currencies.map((totals) => unitCosts(totals, 1).perSuccess)).toEqual([null])
  const people = costsOf(counted([aRunReceipt({ cost: gbp(5), outcome: 'failed' })]), GBP_18, NO_TIME_SAVED)
  expect(people.currencies.map((totals) => unitCosts(totals, 1))).toMatchObject([{ perRun: 5, perSuccess: null }])
})

it('[IN13][IN14] of several WorkCharts each currency is added for itself', () => {
  const one = costsOf(counted([aRunReceipt({ cost: gbp(5) })]), GBP_18, NO_TIME_SAVED)
  const usd = { basis: 'reported', currency: 'USD', microUnits: 7 } as const
  const two = costsOf(counted([aRunReceipt({ cost: usd })], [aRunReceipt({ cost: gbp(2) })]), null, NO_TIME_SAVED)
  const all = [one, two, one].reduce(addCosts, NO_COSTS)
  expect(all.currencies.map(({ currency, ai, people, runs }) => [currency, ai, people, runs])).toEqual([
    ['GBP', 12, 0, 3],
    ['USD', 7, null, 1],
  ])
  expect(all.runs).toBe(4)
})

it('[IN16] time saved is what was entered less what people took, over runs of which both are known', () => {
  const known = [aStageOf('sort'), BY_LENA, aRunReceipt()]
  const untimed = [aStageOf('check', decidedBy('human:tom', { decided: 9 })), aRunReceipt()]
  const sums = counted(
    known,
    known,
    untimed,
    [aStageOf('other'), aRunReceipt()],
    [BY_LENA, aRunReceipt({ outcome: 'failed' })],
  )
  const saved = timeSaved(sums, { sort: 2, check: 30 })
  expect(saved).toEqual({
    runs: 2,
    withoutBaseline: 1,
    untimed: 1,
    beforeMs: 2 * 32 * 60_000,
    peopleMs: 2 * 15 * 60_000,
  })
  expect(timeSaved(sums, {})).toEqual({ ...NO_TIME_SAVED, withoutBaseline: 4 })
  expect(timeSaved(counted(known), { sort: 2 })).toMatchObject({ runs: 1, beforeMs: 2 * 60_000 })
  expect(addTimeSaved(saved, saved)).toMatchObject({ runs: 4, beforeMs: 4 * 32 * 60_000 })
  const many = Array.from({ length: 61 }, (_, index) => aStageOf(`stage-${index}`))
  expect(timeSaved(counted([...many, aRunReceipt()]), { 'stage-1': 5 })).toMatchObject({ withoutBaseline: 1 })
})

it('[IN17] an open task past its deadline is late, and one without a deadline is in the bins only', () => {
  const tasks = [
    aTaskProof(),
    aTaskProof({ decided_at: time(95) }),
    aTaskProof({ decided_at: time(300), in_time: false }),
    aTaskProof({ due_at: null, in_time: null }),
    aTaskProof({ times_asked: 2 }),
    aTaskProof({ decided_at: null, in_time: null }),
  ].map((task) => aStageOf('sort', { task }))
  const decided = decidedInTime(counted(tasks), 2)
  expect(decided.share).toMatchObject({ count: 3, of: 6 })
  expect(decided).toMatchObject({ openLate: 2, askedAgain: 1, deadlines: [{ minutes: 240, tasks: 4 }] })
  expect(decided.bins).toHaveLength(11)
  expect(decided.bins[0]).toEqual({ fromMinutes: 0, toMinutes: 30, inTime: 1, late: 0, noDeadline: 1 })
  expect(decided.bins[3]).toMatchObject({ inTime: 1 })
  expect(decided.bins[10]).toMatchObject({ late: 1 })
  expect(decidedInTime(NOTHING, 0)).toMatchObject({ bins: [], deadlines: [], share: { share: null } })
})

it('[IN17] longer than a day is not told apart', () => {
  const task = aTaskProof({ decided_at: time(9_000), in_time: false })
  const { bins } = decidedInTime(counted([aStageOf('sort', { task })]), 0)
  expect(bins).toHaveLength(49)
  expect(bins.at(-1)).toEqual({ fromMinutes: 1_440, toMinutes: null, inTime: 0, late: 1, noDeadline: 0 })
})

it('[IN18] the budget is 5 % of what ended or stands still, bounded from above', () => {
  const stalled = [aStageOf('sort', { task: aTaskProof({ reason: 'stall' }) }), aRunReceipt()]
  const budget = stallBudget(counted(stalled, stalled, ...times(97, [aRunReceipt()])), 1)
  expect(budget).toMatchObject({ share: { count: 3, of: 100, share: 0.03 }, atMost: 0.05, allowed: 5, openNow: 1 })
  expect(budget.surelyAtMost).toBeCloseTo(0.0757, 3)
  expect(stallBudget(NOTHING, 0)).toMatchObject({ share: { share: null }, allowed: 0, surelyAtMost: null })
})

it('[IN19] load is decisions and known hours, whoever decided most first', () => {
  const sums = counted([BY_LENA], [BY_LENA], [aStageOf('sort', decidedBy('human:tom', { decided: 3 }))])
  expect(workload(sums)).toEqual({ decisions: 3, timed: 2, workMs: 30 * 60_000 })
  expect(workloadByPerson(sums)).toEqual([
    { person: 'human:lena', decisions: 2, timed: 2, workMs: 30 * 60_000 },
    { person: 'human:tom', decisions: 1, timed: 0, workMs: null },
  ])
})

it('[IN19] the busiest day has most known work, or most decisions where none is known', () => {
  const day = (decisions: number, workMs: number | null) => ({ decisions, timed: workMs === null ? 0 : 1, workMs })
  expect(busiestOf([day(9, null), day(1, 60), day(2, 40)])).toEqual(day(1, 60))
  expect(busiestOf([day(1, null), day(3, null)])).toEqual(day(3, null))
  expect(busiestOf([day(0, null)])).toBeUndefined()
  expect(busiestOf([])).toBeUndefined()
})

it('[IN20] failures by reason, the most frequent first, and why people were asked', () => {
  const failed = (because: string) => aStageOf('sort', { outcome: 'failed', because })
  const refused = aStageOf('sort', { outcome: 'rejected', because: 'No.', task: aTaskProof({ reason: 'review' }) })
  const sums = counted([failed('b: 1'), failed('a: 2'), failed('a: 3')], [refused, BY_LENA])
  expect(failuresOf(sums)).toEqual([
    { reason: 'a', stages: 2, workflows: ['desk'] },
    { reason: 'b', stages: 1, workflows: ['desk'] },
    { reason: 'rejected', stages: 1, workflows: ['desk'] },
  ])
  expect(escalationsOf(sums)).toEqual([
    { reason: 'low-confidence', tasks: 1 },
    { reason: 'review', tasks: 1 },
  ])
})

it('[IN21] a capability has its stages, its costs by currency, and what people found', () => {
  const human = aStageOf('ask', { performer: { ref: 'human:lena', digest: null }, task: aTaskProof() })
  const other = aStageOf('fill', { performer: { ref: 'skill:fill', digest: null }, outcome: 'failed', cost: null })
  const uses = capabilityUses(counted([judged(0.8, 'right'), aStageOf('sort', { cost: gbp(9) }), human, other]))
  expect(uses).toMatchObject([
    {
      ref: 'skill:sort',
      stages: 2,
      successes: 2,
      costs: [{ currency: 'GBP', microUnits: 9, stages: 1 }],
      costUnknown: 0,
    },
    { ref: 'skill:fill', stages: 1, successes: 0, costs: [], costUnknown: 1 },
  ])
  expect(uses[0]).toMatchObject({ automation: { count: 2, of: 2 }, right: { count: 1, of: 1 } })
})

it('[IN3] what was taken back whole is not there', () => {
  const [sum] = counted([ALONE])
  expect(sumsOf(sum === undefined ? [] : [{ ...sum, count: 0, sum: 0 }], 'stage')).toEqual([])
})

it('[IN22] no step without evidence, and each from its own', () => {
  const nothing = { versions: [], firstRun: null, lastSuccess: null, successes: 0 }
  expect(commissioningOf(nothing)).toEqual({ install: null, test: null, operational: null, optimize: null })
  const version = (number: number, successesBefore: number) => ({ number, at: later(number), successesBefore })
  const run = (id: string, succeeded: boolean) => ({ id, at: later(9), succeeded })
  const begun = { ...nothing, versions: [version(1, 0), version(2, 19)], firstRun: run('r1', false) }
  expect(commissioningOf(begun)).toEqual({
    install: { type: 'published', version: 1, at: later(1) },
    test: null,
    operational: null,
    optimize: null,
  })
  const lived = { ...begun, versions: [...begun.versions, version(3, 20)], lastSuccess: run('r9', true), successes: 20 }
  expect(commissioningOf(lived)).toMatchObject({
    test: { type: 'ran', run: 'r9' },
    operational: { type: 'ran-often', run: 'r9', successes: 20 },
    optimize: { type: 'improved', version: 3, successes: 20, at: later(3) },
  })
  expect(commissioningOf({ ...lived, firstRun: run('r1', true), successes: 19 })).toMatchObject({
    test: { type: 'ran', run: 'r1' },
    operational: null,
  })
  expect(commissioningOf({ ...nothing, successes: 20 }).operational).toBeNull()
})

/** The numbers once more, straight from the receipts. */
const histories = fc.array(
  fc.record({
    person: fc.boolean(),
    outcome: fc.constantFrom('succeeded', 'failed', 'skipped', 'canceled'),
    confidence: fc.option(fc.integer({ min: 0, max: 100 })),
    verdict: fc.option(fc.constantFrom('right' as const, 'wrong' as const)),
    decided: fc.integer({ min: 0, max: 480 }),
    stall: fc.boolean(),
  }),
  { maxLength: 30 },
)

type Drawn = typeof histories extends fc.Arbitrary<(infer T)[]> ? T : never

function stageOf({ outcome, confidence, verdict, ...asked }: Drawn): StageReceipt {
  return aStageOf('sort', {
    outcome,
    confidence: confidence === null ? null : confidence / 100,
    quality: verdict === null ? null : { verdict, by: 'human:lena' },
    ...personOf(asked),
  })
}

function personOf({ person, stall, decided }: Pick<Drawn, 'person' | 'stall' | 'decided'>): Partial<StageReceipt> {
  if (!person) return {}
  const decision = decidedBy('human:lena', { taken: 0, decided })
  return stall ? { ...decision, task: aTaskProof({ reason: 'stall', decided_at: time(10) }) } : decision
}

it('[IN10][IN11][IN17][IN18] the numbers are those that a count over the receipts gives', () => {
  fc.assert(
    fc.property(histories, (all) => {
      const stages = all.map(stageOf)
      const sums = counted(...stages.map((stage) => [stage, aRunReceipt()]))
      const done = all.filter(({ outcome }) => outcome === 'succeeded' || outcome === 'failed')
      const alone = done.filter(({ person, outcome }) => !person && outcome === 'succeeded')
      expect(automationShare(sums)).toMatchObject({ count: alone.length, of: done.length })
      const checked = all.filter(({ outcome, verdict }) => outcome !== 'skipped' && verdict !== null)
      const right = checked.filter(({ verdict }) => verdict === 'right')
      expect(checkConfidence(sums).right).toMatchObject({ count: right.length, of: checked.length })
      const asked = all.filter(({ person, outcome }) => person && outcome !== 'skipped')
      const inTime = asked.filter(({ stall, decided }) => stall || decided <= 240)
      expect(decidedInTime(sums, 0).share).toMatchObject({ count: inTime.length, of: asked.length })
      const still = all.filter(({ person, stall, decided }) => person && (stall || decided > 240))
      expect(stallBudget(sums, 0).share).toMatchObject({ count: still.length, of: all.length })
    }),
  )
})
