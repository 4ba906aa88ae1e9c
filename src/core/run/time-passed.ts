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

/**
 * Does what is due by now: what is past its time limit is over, people are reminded of tasks before their deadline, and
 * tasks past it get more people.
 */
export function timePassed(log: Log, jitter: number): void {
  for (const index of activeStages(log.run.stages)) {
    const stage = plannedAt(log.run.plan, index)
    if (stage.timeoutMs !== null) endOvertime(log, stage, { limit: formatDuration(stage.timeoutMs), jitter })
    for (const task of stageAt(log.run.stages, index).tasks) {
      remind(log, stage, task)
      addPeople(log, stage, task)
    }
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

/** Whoever could not be told in time hears that it is overdue, not that it soon will be. */
function remind(log: Log, stage: PlannedStage, task: Task): void {
  const reminder = reminderOf(stage, task)
  if (reminder === undefined || reminder.at > log.now || reminder.due <= log.now) return
  record(log, { type: 'task-reminded', stage: stage.id, task: task.id, due: reminder.due })
}

interface Reminder {
  readonly at: Timestamp
  readonly due: Timestamp
}

/** When people are still to be reminded: once, while the task is open and not overdue. */
function reminderOf({ escalation }: PlannedStage, task: Task): Reminder | undefined {
  const { slaMs, remindMs, calendar } = escalation
  const isDone = task.state.status !== 'open' || task.overdueStep > 0 || task.remindedAt !== undefined
  if (isDone || task.due === null || remindMs === undefined) return undefined
  return { at: addCounted(task.openedAt, slaMs - remindMs, calendar), due: task.due }
}

/** Every step of the chain that has been reached is one fact; none of them answers. */
function addPeople(log: Log, stage: PlannedStage, task: Task): void {
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
  return [step?.at, limit, reminderOf(stage, task)?.at].filter((time) => time !== undefined && time !== null)
}
