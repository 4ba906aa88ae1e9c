import fc from 'fast-check'
import { expect, it } from 'vitest'
import { talliesOfLine, talliesOfLines } from '../../../src/core/insights/tallies-of-line.ts'
import type { Tally } from '../../../src/core/insights/tally.ts'
import { difference, groupText } from '../../../src/core/insights/tally.ts'
import { talliesOf, tallyRun } from '../../../src/core/insights/tally-receipts.ts'
import type { Receipt } from '../../../src/core/receipt/receipt.ts'
import { receiptLine } from '../../../src/core/receipt/write-receipts.ts'
import { receiptsOf } from '../../support/receipts.ts'
import { aPlan, aRun, aStage, at, edit, LENA, REJECT } from '../../support/runs.ts'
import {
  anAdjustment,
  aRedaction,
  aRunReceipt,
  aStageOf,
  aTaskProof,
  aVerdict,
  decidedBy,
  gbp,
  later,
  ORIGIN,
  time,
} from '../../support/tallies.ts'

const SORT = { workflow: 'desk', stage: 'sort', performer: 'skill:sort' }

/** What is counted in the end, in any order. */
function added(tallies: readonly Tally[]): readonly string[] {
  return difference(tallies, [])
    .map(({ group, at: when, count, sum }) => `${when} ${groupText(group)} ${count} ${sum}`)
    .toSorted()
}

it('[IN3] a stage that a machine did is counted where it settled', () => {
  expect(talliesOf(aStageOf('sort', { cost: gbp(2_000) }), [], ORIGIN)).toEqual([
    {
      group: { ...SORT, measure: 'stage', outcome: 'succeeded', by: 'alone', reason: null, cost: 'GBP' },
      at: later(0),
      count: 1,
      sum: 2_000,
    },
  ])
})

it('[IN3] a stage that a person decided is counted with the task, the verdict and the decision', () => {
  const decided = decidedBy('human:lena', { taken: 30, decided: 45 })
  const receipt = aStageOf('sort', { ...decided, quality: { verdict: 'right', by: 'human:lena' }, confidence: 0.72 })
  const when = later(45)
  expect(talliesOf(receipt, [], ORIGIN)).toEqual([
    {
      group: {
        ...SORT,
        measure: 'stage',
        outcome: 'succeeded',
        by: 'person',
        reason: null,
        cost: 'free',
      },
      at: when,
      count: 1,
      sum: 0,
    },
    { group: { ...SORT, measure: 'verdict', tenth: 7, verdict: 'right' }, at: when, count: 1, sum: 720_000 },
    {
      group: {
        measure: 'task',
        workflow: 'desk',
        stage: 'sort',
        reason: 'low-confidence',
        took: 1,
        allowed: 8,
        standing: 'in-time',
      },
      at: when,
      count: 1,
      sum: 45 * 60_000,
    },
    {
      group: { measure: 'decision', workflow: 'desk', person: 'human:lena', time: 'known' },
      at: when,
      count: 1,
      sum: 15 * 60_000,
    },
  ])
})

it('[IN3] a skipped stage is not counted, a failed one with its code', () => {
  expect(talliesOf(aStageOf('sort', { outcome: 'skipped' }), [], ORIGIN)).toEqual([])
  const [failed] = talliesOf(aStageOf('sort', { outcome: 'failed', because: 'timeout: It took too long.' }), [], ORIGIN)
  expect(failed?.group).toMatchObject({ outcome: 'failed', reason: 'timeout' })
  const [unsaid] = talliesOf(aStageOf('sort', { outcome: 'failed', cost: null }), [], ORIGIN)
  expect(unsaid?.group).toMatchObject({ reason: null, cost: 'unknown' })
})

it('[IN3] a late cost changes its stage and its run on their days, an unknown one makes both unknown', () => {
  const before = [aStageOf('sort', { cost: gbp(5) }), aStageOf('fill'), aRunReceipt({ cost: gbp(5) })]
  expect(added(talliesOf(anAdjustment({ cost: gbp(3) }), before, ORIGIN))).toEqual(
    added(tallyRun([aStageOf('sort', { cost: gbp(3) }), aRunReceipt({ cost: gbp(3) })], ORIGIN)).flatMap((line) =>
      / 1 3$/.test(line) ? [line.replace(/ 1 3$/, ' 0 3')] : [],
    ),
  )
  const unknown = talliesOf(anAdjustment(), before, ORIGIN)
  expect(unknown.filter(({ count }) => count === 1).map(({ group, at: when }) => [group, when])).toEqual([
    [expect.objectContaining({ measure: 'stage', cost: 'unknown' }), later(0)],
    [expect.objectContaining({ measure: 'run', cost: 'unknown' }), later(60)],
  ])
  expect(unknown.filter(({ count }) => count === -1).map(({ sum }) => sum)).toEqual([-5, -5])
})

it('[IN3] a later verdict takes the place of the first, on the day of the stage; its decision has its own', () => {
  const first = aStageOf('sort', { quality: { verdict: 'right', by: 'human:lena' }, confidence: 1 })
  const tallies = talliesOf(aVerdict(), [first], ORIGIN)
  const verdict = { ...SORT, measure: 'verdict', tenth: 9 }
  expect(tallies).toHaveLength(3)
  expect(tallies).toEqual(
    expect.arrayContaining([
      { group: { ...verdict, verdict: 'right' }, at: later(0), count: -1, sum: -1_000_000 },
      { group: { ...verdict, verdict: 'wrong' }, at: later(0), count: 1, sum: 1_000_000 },
      {
        group: { measure: 'decision', workflow: 'desk', person: 'human:tom', time: 'unknown' },
        at: later(3_000),
        count: 1,
        sum: 0,
      },
    ]),
  )
})

it('[IN3] an answer of unknown confidence that was judged is in no tenth', () => {
  const judged = aStageOf('sort', { confidence: null, quality: { verdict: 'wrong', by: 'human:lena' } })
  expect(talliesOf(judged, [], ORIGIN)).toContainEqual({
    group: { ...SORT, measure: 'verdict', tenth: null, verdict: 'wrong' },
    at: later(0),
    count: 1,
    sum: 0,
  })
})

it.each([
  { given: {}, took: 0, allowed: 8, standing: 'in-time' },
  { given: { decided_at: time(30) }, took: 1, allowed: 8, standing: 'in-time' },
  { given: { decided_at: time(5_000), in_time: false }, took: 48, allowed: 8, standing: 'late' },
  { given: { due_at: null, in_time: null }, took: 0, allowed: null, standing: 'no-deadline' },
  { given: { decided_at: null, in_time: null }, took: null, allowed: 8, standing: 'undecided' },
  { given: { times_asked: 2 }, took: null, allowed: null, standing: 'in-time' },
  { given: { decided_at: time(-5) }, took: null, allowed: 8, standing: 'in-time' },
])('[IN17] a task of $given took $took half hours of $allowed, $standing', ({ given, took, allowed, standing }) => {
  const tallies = talliesOf(aStageOf('sort', { task: aTaskProof(given) }), [], ORIGIN)
  const task = tallies.find(({ group }) => group.measure === 'task')
  expect(task?.group).toMatchObject({ took, allowed, standing })
})

it.each([
  { taken: 5, decided: 20, ms: 15 * 60_000 },
  { taken: 30, decided: 20, ms: null },
  { decided: 20, ms: null },
])('[IN15] taken at $taken and decided at $decided is work of $ms ms', ({ ms, ...times }) => {
  const [decision] = talliesOf(aStageOf('sort', decidedBy('human:lena', times)), [], ORIGIN).filter(
    ({ group }) => group.measure === 'decision',
  )
  expect(decision?.sum).toBe(ms ?? 0)
  expect(decision?.group).toMatchObject({ time: ms === null ? 'unknown' : 'known' })
})

it('[IN15] an old receipt says who refused in its quality, and a task without a trail was never taken', () => {
  const refused = aStageOf('sort', {
    outcome: 'rejected',
    task: aTaskProof(),
    quality: { verdict: 'wrong', by: 'human:lena' },
  })
  expect(talliesOf(refused, [], ORIGIN)).toContainEqual(
    expect.objectContaining({
      group: { measure: 'decision', workflow: 'desk', person: 'human:lena', time: 'unknown' },
    }),
  )
})

it.each([
  { task: null, stall: 'steady' },
  { task: aTaskProof(), stall: 'steady' },
  { task: aTaskProof({ reason: 'stall' }), stall: 'stalled' },
  { task: aTaskProof({ in_time: false }), stall: 'stalled' },
  { task: aTaskProof({ trail: [{ did: 'overdue', at: time(240), by: null }] }), stall: 'stalled' },
])('[IN18] a run with $task is $stall', ({ task, stall }) => {
  const [run] = talliesOf(aRunReceipt({ outcome: 'failed' }), [aStageOf('sort', { task })], ORIGIN)
  expect(run).toEqual({
    group: { measure: 'run', ...ORIGIN, outcome: 'failed', stall, cost: 'free' },
    at: later(60),
    count: 1,
    sum: 0,
  })
})

it('[IN16] a run that succeeded is a case with the stages that were done and the time of people in it', () => {
  const before = [
    aStageOf('sort'),
    aStageOf('check', decidedBy('human:lena', { taken: 5, decided: 20 })),
    aStageOf('send', { outcome: 'skipped' }),
  ]
  const [, done] = talliesOf(aRunReceipt(), before, ORIGIN)
  expect(done).toMatchObject({
    group: { measure: 'case', workflow: 'desk', path: ['sort', 'check'], time: 'known' },
    sum: 15 * 60_000,
  })
  const [, unknown] = talliesOf(aRunReceipt(), [aStageOf('sort', decidedBy('human:tom', { decided: 20 }))], ORIGIN)
  expect(unknown).toMatchObject({ group: { time: 'unknown' }, sum: 0 })
  const many = Array.from({ length: 61 }, (_, index) => aStageOf(`stage-${index}`))
  expect(talliesOf(aRunReceipt(), many, ORIGIN)[1]?.group).toMatchObject({ path: null })
})

it('[IN3] that a run was erased changes nothing of what was counted', () => {
  const erased = aRedaction()
  expect(talliesOf(erased, [aStageOf('sort')], ORIGIN)).toEqual([])
  expect(tallyRun([aStageOf('sort'), erased], ORIGIN)).toEqual(tallyRun([aStageOf('sort')], ORIGIN))
  expect(talliesOfLine(receiptLine(erased), () => [], ORIGIN)).toEqual([])
})

it('[IN3] a line that is no receipt counts nothing', () => {
  for (const line of ['1', 'null', '{}', '{"kind":"other"}', '{"kind":"stage","at":""}'])
    expect([talliesOfLine(line, () => [], ORIGIN), talliesOfLines([line], ORIGIN)]).toEqual([[], []])
})

/** Runs of every kind of receipt, in an order that can be. */
const receipts = fc
  .record({
    confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    cost: fc.option(fc.nat(9_999)),
    outcome: fc.constantFrom('succeeded', 'failed', 'rejected', 'skipped', 'canceled'),
    asked: fc.option(
      fc.record({ decided: fc.integer({ min: -10, max: 600 }), taken: fc.integer({ min: 0, max: 300 }) }),
    ),
    verdict: fc.option(fc.constantFrom('right' as const, 'wrong' as const)),
    after: fc.array(fc.constantFrom('late', 'unknown', 'right', 'wrong'), { maxLength: 4 }),
    ended: fc.boolean(),
  })
  .map(({ confidence, cost, outcome, asked, verdict, after, ended }): readonly Receipt[] => {
    const sort = aStageOf('sort', {
      confidence,
      outcome,
      cost: cost === null ? null : gbp(cost),
      quality: verdict === null ? null : { verdict, by: 'human:lena' },
      ...(asked === null ? {} : decidedBy('human:lena', asked)),
    })
    const end = ended ? [aRunReceipt({ cost: sort.cost, outcome: outcome === 'failed' ? 'failed' : 'succeeded' })] : []
    const found = after.map((kind, index): Receipt => {
      const number = 101 + index
      if (kind === 'right' || kind === 'wrong') return aVerdict({ number, verdict: kind })
      return anAdjustment({ number, cost: kind === 'late' ? gbp(7) : null })
    })
    return [sort, aStageOf('fill'), ...end, ...found]
  })

it('[IN4] one by one and all at once the receipts of a run count the same', () => {
  fc.assert(
    fc.property(receipts, (all) => {
      const lines = all.map(receiptLine)
      const oneByOne = lines.flatMap((line, index) => talliesOfLine(line, () => lines.slice(0, index), ORIGIN))
      expect(added(oneByOne)).toEqual(added(talliesOfLines(lines, ORIGIN)))
    }),
  )
})

it.each([
  { answer: REJECT, quality: { verdict: 'wrong', by: LENA, confidence: 0.5 } },
  { answer: edit({ label: 'other' }), quality: { verdict: 'wrong', by: LENA, confidence: 0.5 } },
])('[IN29] the receipt of an answer that was changed or refused says how sure it was', ({ answer, quality }) => {
  const world = aRun(aPlan([aStage('a', { gate: { kind: 'threshold', threshold: 0.85 } })]))
  world.perform('a', { confidence: 0.5, outputs: { label: 'refund' } }, at(1))
  world.answer('a', answer, at(5))
  expect(receiptsOf(world)[0]).toMatchObject({ confidence: null, quality })
})

it('[IN29] and nothing where it had said nothing', () => {
  const world = aRun(aPlan([aStage('a', { gate: { kind: 'threshold', threshold: 0.85 } })]))
  world.perform('a', { confidence: null, outputs: { label: 'refund' } }, at(1))
  world.answer('a', REJECT, at(5))
  expect(receiptsOf(world)[0]).toMatchObject({ quality: { verdict: 'wrong', by: LENA } })
  expect(receiptsOf(world)[0]).not.toHaveProperty('quality.confidence')
})

it('[RC46] a second look counts as work, and not for how good the stage was', () => {
  const stage = aStageOf('sort', { number: 1, quality: { verdict: 'right', by: 'human:lena' } })
  const second = aVerdict({ second: true })
  const counted = talliesOf(second, [stage], ORIGIN)
  expect(counted.map(({ group }) => group.measure)).toEqual(['decision'])
  expect(added(tallyRun([stage, second], ORIGIN))).toEqual(added([...talliesOf(stage, [], ORIGIN), ...counted]))
  expect(talliesOf(aVerdict(), [stage], ORIGIN).map(({ group }) => group.measure)).toContain('verdict')
})
