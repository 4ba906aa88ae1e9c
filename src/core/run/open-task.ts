import type { PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'
import { addCounted } from '../working-time/add-working.ts'
import type { RunId, TaskId } from './ids.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { stageIndex } from './plan-index.ts'
import { stageAt } from './stage-table.ts'
import type { TaskReason } from './task.ts'
import { looksBack } from './task.ts'

export interface Opening {
  readonly reason: TaskReason
  readonly because: string
  /** Absent: the people of the stage's escalation. */
  readonly to?: readonly string[]
}

/** Asks a person. The deadline counts from now, in working hours where the stage has them; what looks back has no deadline. */
export function openTask(log: Log, stage: PlannedStage, { reason, because, to }: Opening): void {
  const ordinal = stageAt(log.run.stages, stageIndex(log.run.plan, stage.id)).tasks.length + 1
  record(log, {
    type: 'task-opened',
    stage: stage.id,
    task: taskId(log.run.id, stage.id, ordinal),
    reason,
    because,
    to: to ?? stage.escalation.to,
    due: looksBack(reason) ? null : addCounted(log.now, stage.escalation.slaMs, stage.escalation.calendar),
  })
}

function taskId(run: RunId, stage: StageId, ordinal: number): TaskId {
  return `${run}.${stage}.${ordinal}` as TaskId
}

/** The run and the stage that a task id names, or undefined where it is not one. */
export function parseTaskId(text: string): { readonly run: RunId; readonly stage: StageId } | undefined {
  const [run, stage, ordinal, ...rest] = text.split('.')
  if (run === undefined || stage === undefined || ordinal === undefined || rest.length > 0) return undefined
  return { run: run as RunId, stage: stage as StageId }
}
