import { describe, expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { TaskId } from '../../../src/core/run/ids.ts'
import { parseTaskId } from '../../../src/core/run/open-task.ts'
import { explainRefusal } from '../../../src/core/run/refusal.ts'
import { replay } from '../../../src/core/run/replay.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import { fromSnapshot, toSnapshot } from '../../../src/core/run/snapshot.ts'
import type { StartEvent } from '../../../src/core/run/start-run.ts'
import type { TaskAnswer, TaskAnswerType, TaskReason } from '../../../src/core/run/task.ts'
import { ANSWERS, looksBack, TASK_REASONS } from '../../../src/core/run/task.ts'
import { workDue } from '../../../src/core/run/work-due.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  aCapability,
  after,
  aPlan,
  aRun,
  aStage,
  at,
  edit,
  everyRole,
  LENA,
  NOBODY,
  OWNER,
  PERSON,
  REJECT,
  RETRY,
  TOM,
} from '../../support/runs.ts'

const LABEL = { type: 'object', properties: { label: { type: 'string' } }, required: ['label'] }
const GATE = { kind: 'threshold', threshold: 0.85 } as const
const ONE_TRY = { ...aStage('x').retry, maximumAttempts: 1 }
const ANSWER: Record<TaskAnswerType, TaskAnswer> = {
  approve: APPROVE,
  edit: edit({ label: 'person' }),
  reject: REJECT,
  retry: RETRY,
}

type Openable = Exclude<TaskReason, 'budget' | 'audit' | 'second-review'>

/** A run whose stage `a` waits for a person for this reason. */
const OPEN: Record<Openable, () => TestRun> = {
  'human-stage': () => aRun(aPlan([aStage('a', { primary: PERSON })])),
  'low-confidence': () => answered({ gate: GATE }, 0.5),
  'no-confidence': () => answered({ gate: GATE }, undefined),
  'no-certificate': () => answered({ gate: { kind: 'target-error', target: 0.05 } }, 0.9),
  requested: () => {
    const world = aRun(aPlan([aStage('a')]))
    world.send({ type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' })
    world.perform('a', { outputs: { label: 'machine' } })
    return world
  },
  review: () => answered({ reviewer: PERSON }, 0.9),
  error: () => failing({ retry: ONE_TRY }),
  'no-performer': () => aRun(aPlan([aStage('a', { primary: NOBODY })])),
  stall: () => {
    const world = aRun(aPlan([aStage('a', { retry: ONE_TRY })]))
    world.begin('a')
    world.send({ type: 'time-passed', jitter: 0 }, at(30))
    return world
  },
  'unknown-outcome': () => failing({ effect: 'once-or-ask', retry: ONE_TRY }),
}

function answered(over: Parameters<typeof aStage>[1], confidence: unknown): TestRun {
  const world = aRun(aPlan([aStage('a', over)]))
  world.perform('a', { outputs: { label: 'machine' }, confidence })
  return world
}

function failing(over: Parameters<typeof aStage>[1]): TestRun {
  const world = aRun(aPlan([aStage('a', over)]))
  world.fail('a', { reach: over?.effect === 'once-or-ask' ? 'unknown' : 'answered' })
  return world
}

const EXPECTED: Record<NonNullable<(typeof ANSWERS)[TaskReason][TaskAnswerType]>, object> = {
  'accept-answer': {
    state: { settlement: { outcome: 'succeeded', decision: { type: 'approve' } } },
    outputs: { value: { label: 'machine' } },
  },
  'accept-if-nothing-required': {
    state: { settlement: { outcome: 'succeeded', source: 'human' } },
    outputs: { value: {} },
  },
  'succeed-with-outputs': {
    state: { settlement: { outcome: 'succeeded', source: 'human', confidence: null } },
    outputs: { value: { label: 'person' } },
  },
  'reject-stage': { state: { settlement: { outcome: 'rejected', by: LENA, note: 'No.' } } },
  'new-round': { round: 1, generation: 0, note: 'Look again.' },
  'new-generation': { round: 1, generation: 1, note: 'Look again.' },
  'verdict-right': {},
  'verdict-wrong': {},
  'verdict-compared': {},
}

const OPENABLE = TASK_REASONS.filter((reason): reason is Openable => reason !== 'budget' && !looksBack(reason))
const CASES = OPENABLE.flatMap((reason) =>
  (['approve', 'edit', 'reject', 'retry'] as const).map((type) => ({ reason, type, meaning: ANSWERS[reason][type] })),
)

describe('answers', () => {
  it.each(CASES.filter(({ meaning }) => meaning !== null))(
    '[TA1][TA6] $reason: $type means $meaning',
    ({ reason, type, meaning }) => {
      const world = OPEN[reason]()
      expect(world.openTask('a').reason).toBe(reason)
      world.answer('a', ANSWER[type], at(31))
      expect(world.stage('a')).toMatchObject(EXPECTED[meaning ?? 'accept-answer'])
    },
  )

  it.each(CASES.filter(({ meaning }) => meaning === null))('[TA1] $reason does not offer $type', ({ reason, type }) => {
    const world = OPEN[reason]()
    expect(world.refused(world.answering(world.openTask('a').id, ANSWER[type]))).toEqual({
      code: 'answer-not-offered',
      reason,
      answer: type,
    })
  })

  it('[TA1] asks again where a stage without a performer is tried again', () => {
    const world = OPEN['no-performer']()
    world.answer('a', RETRY, at(5))
    expect(world.openTask('a')).toMatchObject({ id: 'run-1.a.2', due: at(245) })
  })

  it('[TA2] the same command again changes nothing', () => {
    const world = OPEN['low-confidence']()
    const command = world.answering(world.openTask('a').id, APPROVE)
    world.send(command)
    expect(world.send(command)).toEqual([])
  })

  it('[TA2] a second answer is refused and told who decided what', () => {
    const world = OPEN['low-confidence']()
    const task = world.openTask('a').id
    world.send(world.answering(task, APPROVE), at(3))
    const refusal = world.refused(world.answering(task, REJECT, { id: 'c2', by: TOM }))
    expect(refusal).toEqual({ code: 'task-decided', by: LENA, at: at(3), answer: 'approve' })
    expect(explainRefusal(refusal)).toBe('lena has already answered this task (approve). Nothing was changed.')
  })

  it('[TA3] a person’s outputs must fit the stage', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON, outputs: LABEL })]))
    const task = world.openTask('a').id
    expect(world.refused(world.answering(task, APPROVE))).toEqual({ code: 'outputs-required' })
    expect(world.refused(world.answering(task, edit({ label: 5 })))).toMatchObject({
      code: 'outputs-invalid',
      problems: [{ pointer: '/label' }],
    })
    expect(world.refused(world.answering(task, edit({ label: 'x'.repeat(262_144) })))).toMatchObject({
      code: 'outputs-too-large',
      bytesMax: 262_144,
    })
    world.send(world.answering(task, edit({ label: 'ok' })))
    expect(world.statuses()).toEqual({ a: 'succeeded' })
  })

  it('[TA3] a stage with an output schema that requires nothing can be approved', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON, outputs: { type: 'object', required: [] } })]))
    world.answer('a', APPROVE)
    expect(world.statuses()).toEqual({ a: 'succeeded' })
  })

  it('[TA4] an approved answer keeps its confidence', () => {
    const world = OPEN['low-confidence']()
    world.answer('a', APPROVE)
    expect(world.stage('a').state).toMatchObject({ settlement: { confidence: 0.5, source: 'reported' } })
  })

  it('[TA10] refuses a round too many', () => {
    const world = aRun(aPlan([aStage('a', { primary: NOBODY })]))
    for (let round = 0; round < 100; round += 1) world.answer('a', RETRY)
    const refusal = world.refused(world.answering(world.openTask('a').id, RETRY))
    expect(refusal).toEqual({ code: 'rounds-exhausted', roundsMax: 100 })
  })
})

describe('taking and passing on', () => {
  it('[TA7] a taken task is answered by who took it', () => {
    const world = OPEN['human-stage']()
    const task = world.openTask('a').id
    expect(world.send({ type: 'claim-task', task, as: everyRole(TOM) })).toHaveLength(1)
    expect(world.send({ type: 'claim-task', task, as: everyRole(TOM) })).toEqual([])
    expect(world.refused({ type: 'claim-task', task, as: everyRole(LENA) })).toEqual({ code: 'task-claimed', by: TOM })
    expect(world.refused(world.answering(task, APPROVE))).toEqual({ code: 'task-claimed', by: TOM })
    world.send(world.answering(task, APPROVE, { by: TOM }))
    expect(world.statuses()).toEqual({ a: 'succeeded' })
  })

  it('[TA7] a task can be given back, passed on and commented on', () => {
    const world = OPEN['human-stage']()
    const task = world.openTask('a').id
    world.send({ type: 'claim-task', task, as: everyRole(TOM) })
    world.send({ type: 'release-task', task, as: everyRole(TOM) })
    expect(world.send({ type: 'release-task', task, as: everyRole(TOM) })).toEqual([])
    world.send({ type: 'comment-task', task, as: everyRole(TOM), text: 'Which order?' })
    world.send({ type: 'claim-task', task, as: everyRole(TOM) })
    world.send({ type: 'reassign-task', task, as: everyRole(TOM), to: ['human:ines'], note: 'Yours.' })
    expect(world.openTask('a')).toMatchObject({ to: ['human:ines'], claimedBy: null, due: at(240) })
  })

  const CHANGES = [
    (task: TaskId) => ({ type: 'claim-task', task, as: everyRole(LENA) }) as const,
    (task: TaskId) => ({ type: 'release-task', task, as: everyRole(LENA) }) as const,
    (task: TaskId) => ({ type: 'reassign-task', task, as: everyRole(LENA), to: [], note: '' }) as const,
    (task: TaskId) => ({ type: 'comment-task', task, as: everyRole(LENA), text: '' }) as const,
    (task: TaskId, world: TestRun) => world.answering(task, REJECT, { id: 'c9' }),
  ]

  it.each(CHANGES)('[TA7] refuses to change a task that is not there, decided or withdrawn: %#', (change) => {
    const world = OPEN['human-stage']()
    const task = world.openTask('a').id
    for (const unknown of ['run-1.a.9', 'run-1.x.1', 'nonsense', 'run-1.a.1.1']) {
      expect(world.refused(change(unknown as TaskId, world))).toEqual({ code: 'task-unknown', task: unknown })
    }
    world.send(world.answering(task, APPROVE))
    expect(world.refused(change(task, world))).toMatchObject({ code: 'task-decided' })
    const canceled = OPEN['human-stage']()
    canceled.send({ type: 'cancel-run', by: LENA, note: '' })
    expect(canceled.refused(change(task, canceled))).toEqual({ code: 'task-withdrawn', task })
  })

  it('[TA7] a task id names its run and stage', () => {
    expect(parseTaskId('run-1.sort-it.2')).toEqual({ run: 'run-1', stage: 'sort-it' })
    expect(parseTaskId('run-1.sort-it')).toBeUndefined()
    expect(parseTaskId('run-1')).toBeUndefined()
    expect(parseTaskId('a.b.c.d')).toBeUndefined()
  })
})

describe('deadlines', () => {
  const onBreach = [
    { afterMs: 0, to: ['human:tom'] },
    { afterMs: 3_600_000, to: ['human:ines', 'human:tom'] },
  ]

  it('[TA8] marks a task overdue and adds the people of each step, once', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON, escalation: { to: [], slaMs: 3_600_000, onBreach } })]))
    expect(world.send({ type: 'time-passed', jitter: 0 }, at(59))).toEqual([])
    expect(world.send({ type: 'time-passed', jitter: 0 }, at(60))).toHaveLength(2)
    expect(world.send({ type: 'time-passed', jitter: 0 }, at(61))).toEqual([])
    expect(world.openTask('a')).toMatchObject({ to: ['human:lena', 'human:tom'], overdueStep: 2 })
    world.send({ type: 'time-passed', jitter: 0 }, at(1_000_000))
    expect(world.openTask('a')).toMatchObject({
      to: ['human:lena', 'human:tom', 'human:ines'],
      state: { status: 'open' },
    })
  })

  it('[TA30] counts working hours alone, for the deadline and for the steps after it', () => {
    // Asked on Saturday 21 November 2026 at 10:00 in UTC, 11:00 in Berlin.
    const calendar = {
      timezone: 'Europe/Berlin',
      hours: [{ days: ['MON', 'TUE'], fromMinute: 9 * 60, untilMinute: 12 * 60 }],
      holidays: [],
    } as const
    const escalation = { to: [], slaMs: 2 * 3_600_000, onBreach, calendar }
    const world = aRun(aPlan([aStage('a', { primary: PERSON, escalation })]))
    const [due, later] = [Date.UTC(2026, 10, 23, 10), Date.UTC(2026, 10, 23, 11)].map(timestamp)
    expect(world.openTask('a')).toMatchObject({ due })
    expect(workDue(world.run, at(0), OWNER)).toEqual([{ type: 'wake', at: due }])
    expect(world.send({ type: 'time-passed', jitter: 0 }, timestamp(Number(due) - 1))).toEqual([])
    expect(world.send({ type: 'time-passed', jitter: 0 }, timestamp(Number(due)))).toHaveLength(2)
    expect(workDue(world.run, timestamp(Number(due)), OWNER)).toEqual([{ type: 'wake', at: later }])
    expect(world.send({ type: 'time-passed', jitter: 0 }, timestamp(Number(later)))).toHaveLength(1)
  })

  const PASSED = { type: 'time-passed', jitter: 0 } as const
  const reminding = { to: [], slaMs: 3_600_000, remindMs: 600_000, onBreach: [] }
  const reminded = () => aRun(aPlan([aStage('a', { primary: PERSON, escalation: reminding })]))

  it('[TA31][TA33] reminds once before the deadline, and answers nothing', () => {
    const world = reminded()
    expect(workDue(world.run, at(0), OWNER)).toEqual([{ type: 'wake', at: at(50) }])
    expect(world.send(PASSED, at(49))).toEqual([])
    expect(world.send(PASSED, at(50))).toEqual([
      { type: 'task-reminded', stage: 'a', task: 'run-1.a.1', due: at(60), at: at(50) },
    ])
    expect(world.send(PASSED, at(51))).toEqual([])
    expect(workDue(world.run, at(51), OWNER)).toEqual([{ type: 'wake', at: at(60) }])
    expect(world.openTask('a')).toMatchObject({ to: ['human:lena'], remindedAt: at(50), overdueStep: 0 })
    expect(world.send(PASSED, at(60))).toMatchObject([{ type: 'task-overdue', step: 1 }])
    expect(workDue(world.run, at(61), OWNER)).toEqual([])
  })

  it('[TA32] reminds nobody of what is answered, withdrawn or overdue', () => {
    const late = reminded()
    expect(late.send(PASSED, at(60))).toMatchObject([{ type: 'task-overdue' }])
    expect(late.send(PASSED, at(61))).toEqual([])
    const answeredInTime = reminded()
    answeredInTime.answer('a', APPROVE, at(10))
    expect(workDue(answeredInTime.run, at(10), OWNER)).toEqual([])
    const canceled = reminded()
    canceled.send({ type: 'cancel-run', by: LENA, note: '' }, at(10))
    expect(canceled.send(PASSED, at(50))).toEqual([])
    const open = { primary: PERSON, escalation: reminding }
    const one = aRun(aPlan([aStage('a', open), aStage('b', { ...open, dependsOn: [] })]))
    one.answer('a', APPROVE, at(10))
    expect(one.send(PASSED, at(50))).toMatchObject([{ type: 'task-reminded', stage: 'b' }])
  })

  it('[TA33] a replayed and a restored run remind at the same time, and not again', () => {
    const world = reminded()
    for (const [minutes, next] of [
      [10, 50],
      [50, 60],
    ] as const) {
      world.send(PASSED, at(minutes))
      const history: readonly RunEvent[] = JSON.parse(JSON.stringify(world.history))
      const restored = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(world.run))), {
        plan: world.run.plan,
        started: history[0] as StartEvent,
        factAt: (seq) => history[seq - 1] as RunEvent,
      })
      for (const run of [replay(world.run.plan, history), restored])
        expect(workDue(run, at(minutes), OWNER)).toEqual([{ type: 'wake', at: at(next) }])
    }
  })

  it('[TA31] counts the hours of the calendar back from the deadline', () => {
    const hours = [{ days: ['MON', 'TUE'], fromMinute: 9 * 60, untilMinute: 12 * 60 }] as const
    const calendar = { timezone: 'UTC', hours, holidays: [] }
    const escalation = { ...reminding, slaMs: 4 * 3_600_000, remindMs: 2 * 3_600_000, calendar }
    const world = aRun(aPlan([aStage('a', { primary: PERSON, escalation })]))
    const monday = timestamp(Date.UTC(2026, 10, 23, 11))
    expect(world.openTask('a')?.due).toBe(Date.UTC(2026, 10, 24, 10))
    expect(workDue(world.run, at(0), OWNER)).toEqual([{ type: 'wake', at: monday }])
    expect(world.send(PASSED, monday)).toMatchObject([{ type: 'task-reminded' }])
  })

  it('[TA8] a stage that was tried again waits from the new deadline', () => {
    const world = answered({ gate: GATE, escalation: { to: [], slaMs: 3_600_000, onBreach: [] } }, 0.1)
    world.answer('a', RETRY, at(30))
    world.perform('a', { confidence: 0.1 }, at(40))
    expect(world.send({ type: 'time-passed', jitter: 0 }, at(70))).toEqual([])
    expect(world.send({ type: 'time-passed', jitter: 0 }, at(100))).toMatchObject([
      { type: 'task-overdue', task: 'run-1.a.2' },
    ])
  })

  it.each(['fail', 'continue'] as const)(
    '[TA11] a person’s stage with a time limit ends as failed when nobody answers in time: %s',
    (onError) => {
      const stages = [aStage('a', { primary: PERSON, timeoutMs: 300 * 60_000, onError }), aStage('b')]
      const world = aRun(aPlan(stages))
      expect(world.send({ type: 'time-passed', jitter: 0 }, at(299))).toMatchObject([{ type: 'task-overdue' }])
      expect(workDue(world.run, at(299), OWNER)).toContainEqual({ type: 'wake', at: at(300) })
      world.send({ type: 'time-passed', jitter: 0 }, at(300))
      expect(world.stage('a').tasks[0]?.state).toEqual({ status: 'withdrawn', at: at(300) })
      expect(world.stage('a').state).toMatchObject({
        settlement: {
          outcome: 'failed',
          code: 'timeout',
          message: 'Nobody answered within 5h, the time limit of this stage.',
        },
      })
    },
  )

  it('[TA11] a time limit for a machine is none for the person who is asked after it', () => {
    const world = answered({ gate: GATE, timeoutMs: 60_000 }, 0.1)
    expect(workDue(world.run, at(0), OWNER)).toEqual([{ type: 'wake', at: at(240) }])
    expect(world.send({ type: 'time-passed', jitter: 0 }, at(2))).toEqual([])
  })

  it('[TA5] goes through the capability again after a new round', () => {
    const world = answered({ gate: GATE, reviewer: aCapability() }, 0.1)
    world.perform('a', { confidence: 0.1 })
    world.answer('a', RETRY)
    expect(world.stage('a')).toMatchObject({ state: { status: 'ready', step: 'primary' }, answer: null })
  })
})

it('[JO1] a dependent of a rejected stage is skipped', () => {
  const world = aRun(aPlan([aStage('a', { primary: PERSON }), aStage('b', { dependsOn: after('a') })]))
  world.answer('a', REJECT)
  expect(world.statuses()).toEqual({ a: 'rejected', b: 'skipped' })
})
