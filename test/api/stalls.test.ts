import { describe, expect, it } from 'vitest'
import { home } from '../../src/api/contract/home.ts'
import { planReport } from '../../src/api/contract/plan.ts'
import { stallList } from '../../src/api/contract/stalls.ts'
import { workflowDetail } from '../../src/api/contract/workflows.ts'
import type { ActorId, RunId } from '../../src/core/run/ids.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { StallRow } from '../../src/engine/stall-row.ts'
import type { Transition } from '../../src/engine/store.ts'
import { aClock } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, postOf } from '../support/http-world.ts'
import { aNewRun, aTaskRow, LENA, minute, runId, taskId } from '../support/rows.ts'

const WORKFLOW = { workflow: 'refunds' as WorkflowId, workflowName: 'Refund requests' }

/** Of two runs a task is overdue since minute 0, and of the second one somebody has taken it. */
async function late(): Promise<{ readonly world: ApiWorld; readonly runs: readonly RunId[] }> {
  const world = anApi({ clock: aClock(minute(60)) })
  const runs = [runId(1), runId(2)]
  await world.store.append(runs.map((run, index) => stalled(run, index === 0 ? null : LENA)))
  return { world, runs }
}

function stalled(run: RunId, claimedBy: ActorId | null): Transition {
  const { workflow } = WORKFLOW
  const task = taskId(run, 'sort')
  const stage = { stage: 'sort' as StageId, stageName: 'Sort the message' }
  const stall: StallRow = { run, ...stage, workflow, kind: 'overdue', at: minute(0), response: 'asked', task }
  const tasks = [aTaskRow({ id: task, run, ...stage, ...WORKFLOW, overdue: true, claimedBy })]
  return aNewRun({ id: run, ...WORKFLOW, title: `order ${run.at(-1)}`, status: 'waiting' }, { tasks, stalls: [stall] })
}

const BUDGET = { days: 30, stalled: 2, of: 2, share: 1, allowed: 0, shareMax: 0.05, isSpent: true, high: 1 }

describe('stalls', () => {
  it('[AP332] are counted on the page of a WorkChart and on Home', async () => {
    const { world } = await late()
    const detail = await world.get('/api/v1/workflows/refunds', workflowDetail)
    expect(detail.stalls).toEqual({ ...BUDGET, low: expect.closeTo(0.3424, 4) })
    const shown = await world.get('/api/v1/home', home)
    expect(shown.stalls).toEqual(detail.stalls)
    expect(shown.workCharts.map(({ id, stalls }) => [id, stalls.stalled, stalls.of])).toContainEqual(['refunds', 2, 2])
    const none = anApi()
    const empty = await none.get('/api/v1/home', home)
    expect(empty.stalls).toMatchObject({ stalled: 0, of: 0, share: null, low: null, high: null, isSpent: false })
  })

  it('[AP333] are listed with who has them now, the last first, in pages', async () => {
    const { world, runs } = await late()
    const first = await world.get('/api/v1/workflows/refunds/stalls?limit=1', stallList)
    const [last] = first.stalls
    expect(last).toMatchObject({
      run: { id: runs[1], title: 'order 2', status: 'waiting' },
      stage: { id: 'sort' },
      kind: 'overdue',
      at: new Date(minute(0)).toISOString(),
      response: 'asked',
      task: { id: `${runs[1]}.sort.1`, status: 'open', takenBy: { id: LENA }, decidedBy: null },
    })
    expect(last?.task?.to.length).toBeGreaterThan(0)
    const rest = await world.get(`/api/v1/workflows/refunds/stalls?before=${first.before}`, stallList)
    expect(rest.stalls.map(({ run }) => run.title)).toEqual(['order 1'])
    expect(rest.before).toBeNull()
    expect((await world.send('/api/v1/workflows/nothing/stalls')).status).toBe(404)
  })

  it('[AP334] of which none is left are warned of by the check, and it is published all the same', async () => {
    const { world } = await late()
    const checked = await world.send('/api/v1/workflows/refunds/plan', postOf({}))
    const { ready, problems } = planReport.parse(await checked.json())
    expect(ready).toBe(true)
    expect(problems.filter(({ code }) => code === 'stall-budget-spent')).toEqual([
      {
        code: 'stall-budget-spent',
        severity: 'warning',
        stage: null,
        message: '2 of 2 runs stalled in the last 30 days; none is allowed of so few.',
        help: expect.stringContaining('It can be published all the same'),
        pointer: '',
        at: null,
      },
    ])
    expect((await world.send('/api/v1/workflows/refunds/publish', postOf({}))).status).toBe(200)
  })
})
