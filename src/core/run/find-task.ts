import type { PlannedStage } from '../plan/plan.ts'
import type { TaskId } from './ids.ts'
import { parseTaskId } from './open-task.ts'
import { planIndex, plannedAt } from './plan-index.ts'
import type { Run } from './run.ts'
import type { StageRun } from './stage-run.ts'
import { stageAt } from './stage-table.ts'
import type { Task } from './task.ts'

export interface FoundTask {
  readonly stage: PlannedStage
  readonly stageRun: StageRun
  readonly task: Task
}

export function findTask(run: Run, id: TaskId): FoundTask | undefined {
  const parsed = parseTaskId(id)
  const index = parsed === undefined ? undefined : planIndex(run.plan).indexOf.get(parsed.stage)
  if (index === undefined) return undefined
  const stageRun = stageAt(run.stages, index)
  const task = stageRun.tasks.find((candidate) => candidate.id === id)
  return task === undefined ? undefined : { stage: plannedAt(run.plan, index), stageRun, task }
}
