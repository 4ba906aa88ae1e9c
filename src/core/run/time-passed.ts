import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { followMiss } from './fail-attempt.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { plannedAt } from './plan-index.ts'
import type { Running, StageRun } from './stage-run.ts'
import { activeStages, stageAt } from './stage-table.ts'
import type { Task } from './task.ts'

/** Does what is due by now: attempts past their time are over, tasks past their deadline get more people. */
export function timePassed(log: Log, jitter: number): void {
  for (const index of activeStages(log.run.stages)) {
    const stage = plannedAt(log.run.plan, index)
    const { state, tasks } = stageAt(log.run.stages, index)
    if (state.status === 'running' && isOver(state, log.now)) timeOut(log, stage, { running: state, jitter })
    for (const task of tasks) remindOverdue(log, stage, task)
  }
}

function isOver({ deadline }: Running, now: Timestamp): boolean {
  return deadline !== null && deadline <= now
}

function timeOut(
  log: Log,
  stage: PlannedStage,
  { running, jitter }: { readonly running: Running; readonly jitter: number },
): void {
  const message = `There was no answer within the ${Math.round((stage.timeoutMs ?? 0) / 1000)} seconds this stage allows.`
  record(log, {
    type: 'attempt-failed',
    stage: stage.id,
    error: { code: 'timeout', message, reach: 'unknown', cost: null },
  })
  followMiss(log, stage, { running, code: 'timeout', message, reach: 'unknown', jitter })
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
  const later = stage.escalation.onBreach.map(({ afterMs, to }) => ({ at: addMs(due, afterMs), to }))
  return [{ at: due, to: [] }, ...later]
}

/** When something about this stage is next due, or undefined. */
export function nextDue(stage: PlannedStage, { state, tasks }: StageRun): Timestamp | undefined {
  const times = tasks.filter((task) => task.state.status === 'open').flatMap((task) => nextStep(stage, task))
  if (state.status === 'running' && state.deadline !== null) times.push(state.deadline)
  if (state.status === 'backing-off') times.push(state.until)
  return times.length === 0 ? undefined : (Math.min(...times) as Timestamp)
}

function nextStep(stage: PlannedStage, task: Task): Timestamp[] {
  const step = chainOf(stage, task)[task.overdueStep]
  return step === undefined ? [] : [step.at]
}
