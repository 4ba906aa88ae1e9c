import { describe, expect, it } from 'vitest'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { quarterOf, startOfQuarter } from '../../src/core/insights/quarter.ts'
import type { TallySum } from '../../src/core/insights/tally.ts'
import { groupText, MEASURES } from '../../src/core/insights/tally.ts'
import type { WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { AssumptionsRow } from '../../src/engine/tally-row.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aRunWith, laterReceipts } from '../support/receipt-rows.ts'
import { aChange, aNewRun, LENA, minute, runId, SUPPORT_DESK } from '../support/rows.ts'
import { anAdjustment, aRunReceipt, aStageOf, aVerdict, decidedBy, gbp, later, time } from '../support/tallies.ts'

const DAY = 1_440
const RECEIPTS = [
  aStageOf('sort', { cost: gbp(5), quality: { verdict: 'right', by: 'human:lena' } }),
  aStageOf('check', decidedBy('human:lena', { taken: 5, decided: 20 })),
  aRunReceipt({ cost: gbp(5) }),
]

function at(minutes: number): Timestamp {
  return startOfQuarter(quarterOf(later(minutes)))
}

/** Everything between two times. */
async function allOf(store: WholeStore, from = at(-5 * DAY), to = at(5 * DAY)): Promise<readonly TallySum[]> {
  const [sums = []] = await store.sumTallies({ measures: MEASURES, edges: [from, to] })
  return sums.toSorted((one, other) => (groupText(one.group) < groupText(other.group) ? -1 : 1))
}

function counts(sums: readonly TallySum[] | undefined): readonly number[] | undefined {
  return sums?.map(({ count }) => count)
}

function assumed(given: Partial<AssumptionsRow> = {}): AssumptionsRow {
  const money = { hourly: { currency: 'GBP', microUnits: 18_000_000 }, perError: null }
  return { workflow: SUPPORT_DESK, revision: 1, minutes: { sort: 2.5 }, ...money, by: LENA, at: minute(1), ...given }
}

/** What a store tells of the sums over receipts. */
export function describeTallyStore(name: string, open: () => WholeStore): void {
  describe(`${name}, sums`, () => {
    it('[ST100] sums what receipts count, by group', async () => {
      const store = open()
      await store.append([1, 2, 3].map((n) => aRunWith({ id: runId(n) }, RECEIPTS)))
      const sums = await allOf(store)
      const told = sums.map(({ group, count, sum }) => `${group.measure} ${count} ${sum}`)
      expect(told.toSorted()).toEqual(
        [
          'case 3 2700000',
          'decision 3 2700000',
          'decision 3 0',
          'run 3 15',
          'stage 3 0',
          'stage 3 15',
          'task 3 3600000',
          'verdict 3 2700000',
        ].toSorted(),
      )
    })

    it('[ST100] between any beginnings of quarters, in each only its own', async () => {
      const store = open()
      const stages = [-2 * DAY, -DAY, 0, 15, DAY, 2 * DAY, 2 * DAY + 30].map((minutes) =>
        aStageOf('sort', { at: time(minutes) }),
      )
      await store.append([aRunWith({}, stages)])
      const edges = [at(-2 * DAY), at(-DAY), at(15), at(30), at(2 * DAY + 15), at(9 * DAY)]
      const sums = await store.sumTallies({ measures: ['stage'], edges })
      expect(sums.map(counts)).toEqual([[1], [2], [1], [2], [1]])
      expect(await store.sumTallies({ measures: ['run'], edges })).toEqual([[], [], [], [], []])
      expect(await store.sumTallies({ measures: ['stage'], edges: [at(0)] })).toEqual([])
    })

    it('[ST100] nothing of a transition that was stale, nor of one that is written again', async () => {
      const store = open()
      const run = aRunWith({}, RECEIPTS)
      await store.append([run, run, { ...aRunWith({ id: runId(2) }, RECEIPTS), assumptions: assumed({ revision: 9 }) }])
      await store.append([run])
      expect((await allOf(store)).every(({ count }) => count === 1)).toBe(true)
    })

    it('[ST101] a late cost and a verdict change the day of their stage, and nothing is left of what was', async () => {
      const store = open()
      await store.append([aRunWith({}, RECEIPTS)])
      const late = [anAdjustment({ cost: gbp(3), at: time(3 * DAY) }), aVerdict({ at: time(3 * DAY) })]
      await store.append([aChange(1, {}, laterReceipts(runId(1), RECEIPTS.length, late))])
      const then = await allOf(store, at(-DAY), at(DAY))
      expect(then.find(({ group }) => group.measure === 'stage' && group.stage === 'sort')?.sum).toBe(8)
      expect(then.find(({ group }) => group.measure === 'run')?.sum).toBe(8)
      expect(then.filter(({ group }) => group.measure === 'verdict')).toEqual([
        expect.objectContaining({ count: 1, group: expect.objectContaining({ verdict: 'wrong' }) }),
      ])
      expect((await allOf(store, at(2 * DAY))).map(({ group }) => group.measure)).toEqual(['decision'])
    })

    it('[ST102] keeps what is assumed, refuses what is not the next, and lists by workflow', async () => {
      const store = open()
      expect(await store.findAssumptions(SUPPORT_DESK)).toBeUndefined()
      const orders = assumed({
        workflow: 'orders' as WorkflowId,
        hourly: null,
        perError: { currency: 'EUR', microUnits: 1 },
      })
      const next = assumed({ revision: 2, minutes: {} })
      expect(
        (
          await store.append([
            { assumptions: assumed() },
            { assumptions: next },
            { assumptions: next },
            { assumptions: orders },
          ])
        ).map(({ type }) => type),
      ).toEqual(['appended', 'appended', 'stale', 'appended'])
      expect(await store.findAssumptions(SUPPORT_DESK)).toEqual(next)
      expect(await store.listAssumptions()).toEqual([orders, next])
      expect((await store.append([{ ...aNewRun(), assumptions: assumed() }])).map(({ type }) => type)).toEqual([
        'stale',
      ])
    })
  })
}
