import { describe, expect, it } from 'vitest'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { DecidedFilter } from '../../src/engine/decided-row.ts'
import { DECISIONS_LOOKED_MAX } from '../../src/engine/decided-row.ts'
import type { TaskRow } from '../../src/engine/store.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aNewRun, aTaskRow, LENA, minute, runId, SUPPORT_DESK, taskId } from '../support/rows.ts'

const OTHERS = { workflow: 'orders' as WorkflowId, workflowName: 'Orders' }

/** What was decided about the stage before minute 60. */
function asked(given: Partial<DecidedFilter> = {}): DecidedFilter {
  return {
    workflow: SUPPORT_DESK,
    stage: 'classify' as StageId,
    until: minute(60),
    except: taskId(runId(9), 'classify'),
    ...given,
  }
}

/** A task of run `n` that was decided in this minute. */
function decided(n: number, at: number, given: Partial<TaskRow> = {}): TaskRow {
  return aTaskRow({
    run: runId(n),
    status: 'answered',
    answer: 'approve',
    decidedBy: LENA,
    decidedAt: minute(at),
    ...given,
  })
}

/** What a store tells of decisions about a stage. */
export function describeDecidedStore(name: string, open: () => WholeStore): void {
  describe(`${name}, decisions`, () => {
    it('[ST73] lists what was decided about a stage of a workflow, the last first', async () => {
      const store = open()
      const tasks = [decided(1, 10), decided(2, 30), decided(3, 20), decided(4, 20)]
      const elsewhere = [
        decided(5, 40, { stage: 'reply' as StageId }),
        decided(6, 40, OTHERS),
        aTaskRow({ run: runId(7), status: 'withdrawn' }),
        aTaskRow({ run: runId(8) }),
      ]
      await store.append([...tasks, ...elsewhere].map((task) => inItsRun(task)))
      const [first, second, third, fourth] = tasks
      expect(await store.listDecided(asked(), 9)).toEqual([second, fourth, third, first])
      expect(await store.listDecided(asked(), 2)).toEqual([second, fourth])
      expect(await store.listDecided(asked({ until: minute(20), except: taskId(runId(3), 'classify') }), 9)).toEqual([
        fourth,
        first,
      ])
      expect(await store.listDecided(asked({ stage: 'none' as StageId }), 9)).toEqual([])
    })

    it('[ST73] leaves out what was asked of others, and what belongs to other ventures', async () => {
      const store = open()
      const [mine, theirs] = [decided(1, 10), decided(2, 20, { to: ['human:tom'] })]
      await store.append([inItsRun(mine), inItsRun(theirs, 'north')])
      expect(await store.listDecided(asked({ to: [LENA, 'human:support'] }), 9)).toEqual([mine])
      expect(await store.listDecided(asked({ to: [] }), 9)).toEqual([])
      expect(await store.listDecided(asked({ ventures: ['north', 'south'] }), 9)).toEqual([theirs])
      expect(await store.listDecided(asked({ ventures: ['south'] }), 9)).toEqual([])
    })

    it('[ST74] counts what was decided since a time by answer', async () => {
      const store = open()
      const answers = ['approve', 'approve', 'edit', 'reject', 'retry', 'approve'] as const
      const tasks = answers.map((answer, index) => decided(index + 1, index * 10, { answer }))
      await store.append([
        ...tasks.map((task) => inItsRun(task)),
        inItsRun(decided(8, 50, { to: ['human:tom'] }), 'north'),
        inItsRun(decided(9, 50, OTHERS)),
      ])
      const count = async (since: number, given: Partial<DecidedFilter> = {}) =>
        await store.countDecided(asked(given), minute(since))
      expect(await count(10)).toEqual({ answers: { approve: 3, edit: 1, reject: 1, retry: 1 }, isWhole: true })
      expect(await count(10, { to: [LENA] })).toMatchObject({ answers: { approve: 2 } })
      expect(await count(10, { ventures: ['north'] })).toMatchObject({ answers: { approve: 1, edit: 0 } })
      expect(await count(55)).toEqual({ answers: { approve: 0, edit: 0, reject: 0, retry: 0 }, isWhole: true })
    })

    it('[ST74] looks through the last of them, and says whether those are all', async () => {
      const store = open()
      const later = Array.from({ length: DECISIONS_LOOKED_MAX }, (_, n) =>
        decided(1, 20, { id: taskId(runId(1), 'classify', n + 1), decidedAt: minute(20) }),
      )
      const first = decided(2, 10, { answer: 'reject', to: ['human:tom'] })
      await store.append([aNewRun({}, { tasks: later })])
      expect(await store.countDecided(asked(), minute(0))).toMatchObject({
        answers: { approve: DECISIONS_LOOKED_MAX },
        isWhole: true,
      })
      await store.append([inItsRun(first)])
      expect(await store.countDecided(asked(), minute(0))).toMatchObject({ answers: { reject: 0 }, isWhole: false })
      expect(await store.countDecided(asked(), minute(15))).toMatchObject({ isWhole: true })
      expect(await store.listDecided(asked({ to: ['human:tom'] }), 9)).toEqual([])
    })
  })
}

function inItsRun(task: TaskRow, venture: string | null = null) {
  const { run, workflow, workflowName } = task
  return aNewRun({ id: run, workflow, workflowName, venture }, { tasks: [task] })
}
