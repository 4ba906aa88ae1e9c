import { describe, expect, it } from 'vitest'
import type { RunId } from '../../src/core/run/ids.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { StallFilter, StallRow } from '../../src/engine/stall-row.ts'
import type { RunRow, Transition } from '../../src/engine/store.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aChange, aNewRun, minute, runId, SUPPORT_DESK, taskId } from '../support/rows.ts'

const DAY = 24 * 60
/** The midnight before minute 0, in minutes. */
const MIDNIGHT = -9 * 60
const TODAY = minute(MIDNIGHT)
const ORDERS = 'orders' as WorkflowId

/** What a store tells of runs that stopped moving. */
export function describeStallStore(name: string, open: () => WholeStore): void {
  describe(`${name}, stalls`, () => {
    it('[ST110] counts runs that finished or stalled since a day, each once', async () => {
      const store = open()
      await store.append([
        begun(1, [aStall(1), aStall(1, { kind: 'lost' })]),
        begun(2),
        begun(3),
        begun(4, [], { workflow: ORDERS }),
        begun(5),
      ])
      await store.append([
        ended(1),
        ended(2),
        ended(4, { workflow: ORDERS }),
        ended(5, { finishedAt: minute(MIDNIGHT - 1) }),
      ])
      expect(await store.countStalls(SUPPORT_DESK, TODAY)).toEqual({ stalled: 1, of: 2 })
      expect(await store.countStalls(ORDERS, TODAY)).toEqual({ stalled: 0, of: 1 })
      expect(await store.countStalls('none' as WorkflowId, TODAY)).toEqual({ stalled: 0, of: 0 })
    })

    it('[ST110] counts one that stalled before as long as it has not ended, and no longer', async () => {
      const store = open()
      const before = aStall(1, { at: minute(MIDNIGHT - 3 * DAY) })
      await store.append([begun(1, [before])])
      expect(await store.countStalls(SUPPORT_DESK, TODAY)).toEqual({ stalled: 1, of: 1 })
      await store.append([ended(1)])
      expect(await store.countStalls(SUPPORT_DESK, TODAY)).toEqual({ stalled: 0, of: 1 })
      expect(await store.countStalls(SUPPORT_DESK, minute(MIDNIGHT - 3 * DAY))).toEqual({ stalled: 1, of: 1 })
    })

    it('[ST110] counts a run once that gets facts after its end, and one that stalls with its end', async () => {
      const store = open()
      await store.append([begun(1)])
      await store.append([ended(1, {}, [aStall(1, { response: 'ended', task: null })])])
      const late = { type: 'attempt-late', stage: 'classify' as StageId, fence: 1, cost: null, at: minute(2) } as const
      await store.append([aChange(2, { status: 'failed', finishedAt: minute(1) }, { events: [late] })])
      expect(await store.countStalls(SUPPORT_DESK, TODAY)).toEqual({ stalled: 1, of: 1 })
    })

    it('[ST111] lists stalls with their runs, the last first, in pages', async () => {
      const store = open()
      const [first, second] = [aStall(1), aStall(2, { kind: 'lost', response: 'tried-again', task: null })]
      const given: Partial<RunRow> = { title: 'order 5', venture: 'north' }
      await store.append([begun(1, [first], given), begun(2, [second])])
      await store.append([begun(3, [aStall(3, { workflow: ORDERS })], { workflow: ORDERS })])
      await store.append([ended(1, given)])
      const [newest, older] = [
        { ...second, number: 2, runTitle: null, runStatus: 'running' },
        { ...first, number: 1, runTitle: 'order 5', runStatus: 'failed' },
      ]
      expect(await store.listStalls(asked())).toEqual([newest, older])
      expect(await store.listStalls(asked({ limit: 1 }))).toEqual([newest])
      expect(await store.listStalls(asked({ before: 2 }))).toEqual([older])
      expect(await store.listStalls(asked({ ventures: ['north'] }))).toEqual([older])
      expect(await store.listStalls(asked({ ventures: ['south'] }))).toEqual([])
    })

    it('[ST112] keeps nothing of a change that another writer was before', async () => {
      const store = open()
      await store.append([begun(1)])
      const stale = aChange(7, {}, { stalls: [aStall(1)] })
      expect(await store.append([stale])).toEqual([{ type: 'stale' }])
      expect(await store.listStalls(asked())).toEqual([])
      expect(await store.countStalls(SUPPORT_DESK, TODAY)).toEqual({ stalled: 0, of: 0 })
    })
  })
}

function asked(given: Partial<StallFilter> = {}): StallFilter {
  return { workflow: SUPPORT_DESK, limit: 9, ...given }
}

/** A task of run `n` that became overdue in minute 0. */
function aStall(n: number, given: Partial<StallRow> = {}): StallRow {
  const run: RunId = runId(n)
  return {
    run,
    workflow: SUPPORT_DESK,
    stage: 'classify' as StageId,
    stageName: 'Classify the message',
    kind: 'overdue',
    at: minute(0),
    response: 'asked',
    task: taskId(run, 'classify'),
    ...given,
  }
}

function begun(n: number, stalls: readonly StallRow[] = [], row: Partial<RunRow> = {}): Transition {
  return aNewRun({ id: runId(n), ...row }, { stalls })
}

/** The end of run `n`, in minute 1 unless told otherwise. */
function ended(n: number, row: Partial<RunRow> = {}, stalls: readonly StallRow[] = []): Transition {
  const { finishedAt } = { finishedAt: minute(1), ...row }
  const events = [{ type: 'run-finished', outcome: 'failed', outputs: {}, at: finishedAt ?? minute(1) }] as const
  return aChange(1, { id: runId(n), status: 'failed', finishedAt, ...row }, { events, stalls })
}
