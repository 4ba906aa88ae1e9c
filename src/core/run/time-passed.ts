import { formatDuration } from '../basics/duration.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { addCounted } from '../working-time/add-working.ts'
import type { Miss } from './fail-attempt.ts'
import { followMiss } from './fail-attempt.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { plannedAt, stageIndex } from './plan-index.ts'
import { settle } from './settle.ts'
import type { StageRun } from './stage-run.ts'
import { activeStages, stageAt } from './stage-table.ts'
import type { Task } from './task.ts'

/** Does what is due by now: what is past its time limit is over, tasks past their deadline get more people. */
export function timePassed(log: Log, jitter: number): void {
  for (const index of activeStages(log.run.stages)) {
    const stage = plannedAt(log.run.plan, index)
    if (stage.timeoutMs !== null) endOvertime(log, stage, { limit: formatDuration(stage.timeoutMs), jitter })
    for (const task of stageAt(log.run.stages, index).tasks) remindOverdue(log, stage, task)
  }
}

interface Overtime {
  /** As a document spells it. */
  readonly limit: string
  readonly jitter: number
}

function endOvertime(log: Log, stage: PlannedStage, { limit, jitter }: Overtime): void {
  const { state, tasks } = stageAt(log.run.stages, stageIndex(log.run.plan, stage.id))
  if (state.status === 'running' && isReached(state.deadline, log.now)) {
    const message = `There was no answer within ${limit}, the time limit of this stage.`
    timeOut(log, stage, { running: state, code: 'timeout', message, reach: 'unknown', jitter })
  }
  for (const task of tasks)
    if (isReached(timeLimitOf(stage, task), log.now))
      failUnanswered(log, stage, { task, message: `Nobody answered within ${limit}, the time limit of this stage.` })
}

function isReached(time: Timestamp | null, now: Timestamp): boolean {
  return time !== null && time <= now
}

function timeOut(log: Log, stage: PlannedStage, miss: Miss): void {
  const { code, message, reach } = miss
  record(log, { type: 'attempt-failed', stage: stage.id, error: { code, message, reach, cost: null } })
  followMiss(log, stage, miss)
}

/** Only a person's own stage has a time limit for people, apart from the deadline that its task has as well. */
function timeLimitOf({ timeoutMs }: PlannedStage, { reason, openedAt, state }: Task): Timestamp | null {
  const isLimited = state.status === 'open' && reason === 'human-stage'
  return timeoutMs !== null && isLimited ? addMs(openedAt, timeoutMs) : null
}

function failUnanswered(
  log: Log,
  stage: PlannedStage,
  { task, message }: { readonly task: Task; readonly message: string },
): void {
  record(log, { type: 'task-withdrawn', stage: stage.id, task: task.id })
  settle(log, stage, { outcome: 'failed', code: 'timeout', message })
}

/** Every step of the chain that has been reached is one fact; none of them answers. */
function remindOverdue(log: Log, stage: PlannedStage, task: Task): void {
  if (task.state.status !== 'open') return
  chainOf(stage, task).forEach(({ at, to }, index) => {
    const step = index + 1
    if (step > task.overdueStep && at <= log.now)
      record(log, { type: 'task-overdue', stage: stage.id, task: task.id, step, added: to })
  })
}

interface ChainStep {
  readonly at: Timestamp
  readonly to: readonly string[]
}

/** The deadline itself is the first step; a chain that starts there adds its people there. */
function chainOf(stage: PlannedStage, { due }: Task): readonly ChainStep[] {
  if (due === null) return []
  const { onBreach, calendar } = stage.escalation
  const later = onBreach.map(({ afterMs, to }) => ({ at: addCounted(due, afterMs, calendar), to }))
  return [{ at: due, to: [] }, ...later]
}

/** When a time limit or a deadline of this stage is next reached, or undefined. */
export function nextDue(stage: PlannedStage, { state, tasks }: StageRun): Timestamp | undefined {
  const times = tasks.filter((task) => task.state.status === 'open').flatMap((task) => nextTimes(stage, task))
  if (state.status === 'running' && state.deadline !== null) times.push(state.deadline)
  return times.length === 0 ? undefined : (Math.min(...times) as Timestamp)
}

function nextTimes(stage: PlannedStage, task: Task): Timestamp[] {
  const step = chainOf(stage, task)[task.overdueStep]
  const limit = timeLimitOf(stage, task)
  return [...(step === undefined ? [] : [step.at]), ...(limit === null ? [] : [limit])]
}
