import { createHash } from 'node:crypto'
import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { ROLES } from '../../src/core/people/role.ts'
import type { Standing } from '../../src/core/people/standing.ts'
import { standingOf } from '../../src/core/people/standing.ts'
import type { Plan, PlannedCapability, PlannedPerformer, PlannedStage } from '../../src/core/plan/plan.ts'
import type { Answer, AttemptError, AttemptResult } from '../../src/core/run/answer.ts'
import type { AnswerTask, Command } from '../../src/core/run/command.ts'
import type { Decision } from '../../src/core/run/decide.ts'
import { decide } from '../../src/core/run/decide.ts'
import { findTask } from '../../src/core/run/find-task.ts'
import type { ActorId, CommandId, OwnerId, RunId, TaskId } from '../../src/core/run/ids.ts'
import { parseTaskId } from '../../src/core/run/open-task.ts'
import { stageIndex } from '../../src/core/run/plan-index.ts'
import type { Refusal } from '../../src/core/run/refusal.ts'
import type { Run } from '../../src/core/run/run.ts'
import type { RunEvent, RunStarted } from '../../src/core/run/run-event.ts'
import { caseDigest } from '../../src/core/run/shown-case.ts'
import type { StageRun, StageStatus } from '../../src/core/run/stage-run.ts'
import { statusOf } from '../../src/core/run/stage-run.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import { startRun } from '../../src/core/run/start-run.ts'
import type { Task, TaskAnswer } from '../../src/core/run/task.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { Engine } from '../../src/engine/engine.ts'

/** 10:00 on the day the tests take place; `at(5)` is five minutes later. */
export function at(minutes: number): Timestamp {
  return timestamp(Date.UTC(2026, 10, 21, 10, 0, 0) + minutes * 60_000)
}

export const OWNER = 'owner-1' as OwnerId
export const LENA = 'human:lena' as ActorId
export const TOM = 'human:tom' as ActorId
/** Somebody who may do anything, as the local owner may. */
export function everyRole(id: ActorId): Standing {
  return standingOf({ id, roles: ROLES, teams: [] })
}

/** Somebody who decides what is addressed to them or to their teams, and nothing else. */
export function approver(id: ActorId, ...teams: readonly string[]): Standing {
  return standingOf({ id, roles: ['approver'], teams })
}

export const RUN_ID = 'run-1' as RunId

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A capability that can be performed here. */
export function aCapability(over: Partial<PlannedCapability> = {}): PlannedCapability {
  return {
    kind: 'capability',
    ref: 'skill:sort',
    name: 'Sort a message',
    digest: 'd1',
    files: [],
    run: { type: 'builtin', builtin: 'classify-text', settings: {} },
    confidence: 'reported',
    effect: 'pure',
    ...over,
  }
}

export const PERSON: PlannedPerformer = { kind: 'human', ref: 'human:lena', name: 'Lena' }
export const NOBODY: PlannedPerformer = {
  kind: 'unavailable',
  ref: 'agent:x',
  name: 'x',
  reason: 'No AI is connected.',
}

/** A stage with every default; a test names what matters. */
export function aStage(id: string, over: Partial<PlannedStage> = {}): PlannedStage {
  const { primary = aCapability() } = over
  return {
    id: id as StageId,
    name: id,
    dependsOn: [],
    join: 'all',
    readsOutcomeOf: [],
    onSkip: 'propagate',
    primary,
    boundBy: 'workflow',
    tools: [],
    inputs: {},
    gate: { kind: 'none' },
    escalation: { to: ['human:anyone'], slaMs: 4 * 3_600_000, onBreach: [] },
    context: { budgetTokens: 4000, usedTokens: 0, modules: [], omitted: [] },
    timeoutMs: primary.kind === 'capability' ? 30 * 60_000 : null,
    retry: {
      maximumAttempts: 3,
      initialIntervalMs: 1_000,
      backoffCoefficient: 2,
      maximumIntervalMs: 300_000,
      nonRetryable: [],
    },
    onError: 'escalate',
    onReject: 'fail',
    effect: 'pure',
    ...over,
  }
}

/** Stage ids as the domain wants them: `after('a', 'b')`. */
export function after(...ids: readonly string[]): readonly StageId[] {
  return ids as readonly StageId[]
}

export function aPlan(stages: readonly PlannedStage[], over: Partial<Plan> = {}): Plan {
  const workflow = { id: 'demo' as WorkflowId, name: 'Demo', digest: 'w1' }
  return { schema: 'workcharts.plan/1', workflow, inputs: {}, stages, outputs: {}, ...over }
}

export function aStart(over: Partial<RunStarted> = {}): RunStarted {
  return {
    type: 'run-started',
    run: RUN_ID,
    plan: 'plan-1',
    inputs: {},
    salt: 's0',
    by: LENA,
    cause: { type: 'manual' },
    ...over,
  }
}

export function anAnswer(over: Partial<Answer> = {}): Answer {
  return { outputs: {}, confidence: 0.9, cost: { basis: 'free' }, artifacts: [], ...over }
}

export function anError(over: Partial<AttemptError> = {}): AttemptError {
  return { code: 'command-failed', message: 'It ended with 1.', reach: 'answered', cost: { basis: 'free' }, ...over }
}

/** A run in a test: it takes commands at a time and remembers its whole history. Throws where a command is refused. */
export interface TestRun {
  run: Run
  readonly history: RunEvent[]
  readonly send: (command: Command, now?: Timestamp) => Decision['events']
  readonly refused: (command: Command, now?: Timestamp) => Refusal
  readonly begin: (stage: string, now?: Timestamp) => number
  readonly report: (stage: string, result: AttemptResult, now?: Timestamp) => Decision['events']
  readonly perform: (stage: string, answer?: Partial<Answer>, now?: Timestamp) => Decision['events']
  readonly fail: (stage: string, error?: Partial<AttemptError>, now?: Timestamp) => Decision['events']
  readonly answer: (stage: string, answer: TaskAnswer, now?: Timestamp) => Decision['events']
  /** The command with which somebody who sees the task as it is now answers it. */
  readonly answering: (task: TaskId, answer: TaskAnswer, over?: Answering) => AnswerTask
  readonly stage: (id: string) => StageRun
  readonly statuses: () => Readonly<Record<string, StageStatus>>
  readonly openTask: (stage: string) => Task
}

export function aRun(plan: Plan, started: Partial<RunStarted> = {}): TestRun {
  const start = startRun(plan, aStart(started), at(0))
  if (!start.ok) throw new Error(`The start was refused: ${start.error.code}`)
  const history: RunEvent[] = [...start.value.events]
  const world: TestRun = {
    run: start.value.run,
    history,
    send: (command, now = at(0)) => {
      const decided = decide(world.run, command, { now, sha256 })
      if (!decided.ok) throw new Error(`Refused: ${JSON.stringify(decided.error)}`)
      world.run = decided.value.run
      history.push(...decided.value.events)
      return decided.value.events
    },
    refused: (command, now = at(0)) => {
      const decided = decide(world.run, command, { now, sha256 })
      if (decided.ok) throw new Error('The command was carried out')
      return decided.error
    },
    begin: (stage, now = at(0)) => {
      world.send({ type: 'begin-attempt', stage: stage as StageId, inputsDigest: 'i1', owner: OWNER }, now)
      return fenceOf(world.stage(stage))
    },
    report: (stage, result, now = at(0)) =>
      world.send(
        {
          type: 'report-attempt',
          stage: stage as StageId,
          fence: fenceOf(world.stage(stage)),
          result,
          salt: 's1',
          jitter: 0.5,
          coin: 0.5,
        },
        now,
      ),
    perform: (stage, answer = {}, now = at(0)) => {
      world.begin(stage, now)
      return world.report(stage, { type: 'answered', answer: anAnswer(answer) }, now)
    },
    fail: (stage, error = {}, now = at(0)) => {
      world.begin(stage, now)
      return world.report(stage, { type: 'failed', error: anError(error) }, now)
    },
    answer: (stage, answer, now = at(0)) => world.send(world.answering(world.openTask(stage).id, answer), now),
    answering: (task, answer, over = {}) => answerCommand(world.run, task, { ...over, answer }),
    stage: (id) => stageAt(world.run.stages, stageIndex(plan, id as StageId)),
    statuses: () => Object.fromEntries(plan.stages.map(({ id }) => [id, statusOf(world.stage(id))])),
    openTask: (stage) => {
      const task = world.stage(stage).tasks.find(({ state }) => state.status === 'open')
      if (task === undefined) throw new Error(`Stage ${stage} has no open task`)
      return task
    },
  }
  return world
}

function fenceOf({ state }: StageRun): number {
  return state.status === 'running' ? state.fence : -1
}

interface Answering {
  readonly id?: string
  readonly by?: ActorId
  readonly as?: Standing
}

/** The answer of somebody who had before them what the task shows now. */
export function answerCommand(
  run: Run,
  task: TaskId,
  { answer, ...over }: Answering & { readonly answer: TaskAnswer },
) {
  return {
    type: 'answer-task',
    id: (over.id ?? 'c1') as CommandId,
    task,
    answer,
    as: over.as ?? everyRole(over.by ?? LENA),
    seen: seenIn(run, task),
    salt: 's2',
  } as const satisfies AnswerTask
}

/** What a task shows now. */
export function seenIn(run: Run | undefined, task: TaskId): string {
  const found = run === undefined ? undefined : findTask(run, task)
  return run === undefined || found === undefined ? 'nothing' : caseDigest(run, found, sha256)
}

/** The same of a run that an engine has. */
export async function answerTo({ findRun }: Pick<Engine, 'findRun'>, task: TaskId, answer: TaskAnswer) {
  const run = await findRun(parseTaskId(task)?.run ?? RUN_ID)
  if (run === undefined) throw new Error(`There is no run of the task ${task}`)
  return answerCommand(run, task, { answer })
}

export const APPROVE: TaskAnswer = { type: 'approve', note: '' }
export const REJECT: TaskAnswer = { type: 'reject', note: 'No.' }
export const RETRY: TaskAnswer = { type: 'retry', note: 'Look again.' }
export function edit(outputs: JsonObject): TaskAnswer {
  return { type: 'edit', outputs, note: '' }
}
