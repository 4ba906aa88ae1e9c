import { describe, expect, it } from 'vitest'
import type { TaskId } from '../../../src/core/run/ids.ts'
import type { RunCause, RunEvent } from '../../../src/core/run/run-event.ts'
import { depthAfter, TOLD_TYPES, toldEvent, toldType } from '../../../src/core/run/told-by-runs.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { at, LENA, RUN_ID } from '../../support/runs.ts'

const RUN = { id: RUN_ID, workflow: 'orders', workflowName: 'Orders', title: 'Order 7', venture: 'shop' }
const OF_TASK = { at: at(0), stage: 'look' as StageId, task: 'task-1' as TaskId }

/** One fact of each type that is told, and what it tells beside its run. */
const FACTS: readonly (readonly [type: string, fact: RunEvent, data: object])[] = [
  [
    'workcharts.run.started',
    {
      type: 'run-started',
      at: at(0),
      run: RUN_ID,
      plan: 'p',
      inputs: { order: 7 },
      salt: 's',
      by: LENA,
      cause: { type: 'manual' },
    },
    { inputs: { order: 7 } },
  ],
  ...(['succeeded', 'failed', 'rejected', 'canceled'] as const).map(
    (outcome) =>
      [
        `workcharts.run.${outcome}`,
        { type: 'run-finished', at: at(0), outcome, outputs: { total: 3 } },
        { outputs: { total: 3 }, problem: null },
      ] as const,
  ),
  [
    'workcharts.task.opened',
    { ...OF_TASK, type: 'task-opened', reason: 'human-stage', because: 'You do it.', to: ['human:lena'], due: at(60) },
    {
      task: 'task-1',
      stage: 'look',
      reason: 'human-stage',
      because: 'You do it.',
      to: ['human:lena'],
      due: '2026-11-21T11:00:00.000Z',
    },
  ],
  [
    'workcharts.task.answered',
    { ...OF_TASK, type: 'task-answered', answer: { type: 'approve' }, by: LENA, command: 'c', salt: 's' } as RunEvent,
    { task: 'task-1', stage: 'look', answer: 'approve', by: LENA },
  ],
  [
    'workcharts.task.overdue',
    { ...OF_TASK, type: 'task-overdue', step: 1, added: ['human:ann'] },
    { task: 'task-1', stage: 'look', added: ['human:ann'] },
  ],
]

describe('what runs tell', () => {
  it.each(FACTS)('[EV32] %s', (type, fact, data) => {
    expect(toldType(fact)).toBe(type)
    expect(toldEvent(RUN, { type: type as (typeof TOLD_TYPES)[number], fact, seq: 4 })).toEqual({
      id: `${RUN_ID}/4`,
      source: `/workcharts/runs/${RUN_ID}`,
      type,
      time: '2026-11-21T10:00:00.000Z',
      subject: 'orders',
      datacontenttype: 'application/json',
      data: { run: RUN_ID, workflow: 'orders', name: 'Orders', title: 'Order 7', ...data },
      extensions: { venture: 'shop' },
    })
  })

  it('[EV32] is nothing else', () => {
    const ready: RunEvent = { type: 'stage-ready', at: at(0), stage: 'look' as StageId }
    expect(toldType(ready)).toBeUndefined()
    expect(FACTS.map(([type]) => type).toSorted()).toEqual(TOLD_TYPES.toSorted())
    const told = toldEvent({ ...RUN, venture: null }, { type: 'workcharts.run.started', fact: ready, seq: 1 })
    expect([told.extensions, told.data]).toMatchObject([{}, { run: RUN_ID }])
    const undated: RunEvent = { ...OF_TASK, type: 'task-opened', reason: 'audit', because: '', to: [], due: null }
    expect(toldEvent(RUN, { type: 'workcharts.task.opened', fact: undated, seq: 1 }).data).toMatchObject({ due: null })
  })

  it('[EV33] stands behind the run that told it', () => {
    const event = { type: 'event', trigger: 't', event: 'e', source: 's', id: 'i' } as const
    const causes: readonly RunCause[] = [
      { type: 'manual' },
      { type: 'schedule', trigger: 't', instant: at(0) },
      { ...event, depth: 0 },
      { ...event, depth: 31 },
    ]
    expect(causes.map(depthAfter)).toEqual([1, 1, 1, 32])
  })
})
