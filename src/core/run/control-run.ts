import { err, ok } from '../basics/result.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { Decided } from './attempts.ts'
import type { Command } from './command.ts'
import type { ActorId } from './ids.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { plannedAt } from './plan-index.ts'
import { askIfNotForMachines, finishIfSettled } from './settle.ts'
import type { StageRun } from './stage-run.ts'
import { activeStages, stageAt } from './stage-table.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>

/** Ends the run for good. What may have acted is marked as unknown; canceling twice changes nothing. */
export function cancelRun(log: Log, { by, note }: CommandOf<'cancel-run'>): Decided {
  if (log.run.phase.type === 'finished') {
    return log.run.phase.outcome === 'canceled' ? ok(undefined) : err({ code: 'run-finished' })
  }
  record(log, { type: 'run-canceled', by, note })
  for (const [index, stage] of log.run.plan.stages.entries())
    cancelStage(log, stage, { stageRun: stageAt(log.run.stages, index), by })
  return ok(finishIfSettled(log))
}

function cancelStage(
  log: Log,
  stage: PlannedStage,
  { stageRun, by }: { readonly stageRun: StageRun; readonly by: ActorId },
): void {
  // Audits stay open: they belong to stages that have settled, and to their receipts.
  if (stageRun.state.status === 'settled') return
  withdrawTasks(log, stage, stageRun)
  record(log, {
    type: 'stage-settled',
    stage: stage.id,
    settlement: { outcome: 'canceled', by, effect: effectOf(stage, stageRun) },
  })
}

/** Takes back what nobody has answered. */
export function withdrawTasks(log: Log, stage: PlannedStage, { tasks }: StageRun): void {
  for (const { id, state } of tasks)
    if (state.status === 'open') record(log, { type: 'task-withdrawn', stage: stage.id, task: id })
}

function effectOf({ effect }: PlannedStage, stageRun: StageRun): 'none' | 'unknown' {
  const isAsked = stageRun.tasks.some((task) => task.state.status === 'open' && task.reason === 'unknown-outcome')
  return isAsked || (effect !== 'pure' && mayHaveActed(stageRun)) ? 'unknown' : 'none'
}

/** Whether an attempt of this round may have acted: one in progress, one that answered, one that a person is asked about. */
function mayHaveActed({ state, attempts, answer }: StageRun): boolean {
  return answer !== null || (attempts > 0 && state.status !== 'backing-off')
}

/** Starts nothing more. Results, answers and deadlines go on. */
export function pauseRun(log: Log, { by }: CommandOf<'pause-run'>): Decided {
  if (log.run.phase.type === 'finished') return err({ code: 'run-finished' })
  if (log.run.phase.type === 'open') record(log, { type: 'run-paused', by })
  return ok(undefined)
}

/** Goes on, and asks the people whose turn came while it was paused. */
export function resumeRun(log: Log, { by }: CommandOf<'resume-run'>): Decided {
  if (log.run.phase.type === 'finished') return err({ code: 'run-finished' })
  if (log.run.phase.type === 'open') return err({ code: 'run-not-paused' })
  record(log, { type: 'run-resumed', by })
  for (const index of activeStages(log.run.stages)) {
    const { state } = stageAt(log.run.stages, index)
    if (state.status === 'ready' && state.step === 'primary') askIfNotForMachines(log, plannedAt(log.run.plan, index))
  }
  return ok(undefined)
}
