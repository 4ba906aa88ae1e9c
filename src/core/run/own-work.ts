import type { PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { FoundTask } from './find-task.ts'
import type { ActorId } from './ids.ts'
import { plannedAt, stageIndex } from './plan-index.ts'
import type { Run } from './run.ts'
import type { StageRun } from './stage-run.ts'
import { stageAt } from './stage-table.ts'
import type { OwnWork, TaskRefusal } from './task-refusal.ts'

/** Why somebody may not decide where a second pair of eyes is asked for; undefined: they may. */
export function ownWorkRefusal(run: Run, { stage, stageRun, task }: FoundTask, by: ActorId): TaskRefusal | undefined {
  if (task.reason === 'second-review' && hasAnswered(stageRun, by))
    return { code: 'four-eyes', work: { type: 'looked' } }
  if (stage.escalation.decidedBy !== 'another-person') return undefined
  const work = ownWork(run, stage, by)
  return work && { code: 'four-eyes', work }
}

function hasAnswered({ tasks }: StageRun, by: ActorId): boolean {
  return tasks.some(({ state }) => state.status === 'answered' && state.by === by)
}

function ownWork(run: Run, stage: PlannedStage, by: ActorId): OwnWork | undefined {
  if (run.cause.type === 'manual' && run.startedBy === by) return { type: 'started' }
  const decided = stagesBefore(run, stage).find((before) => deciderOf(stageRunOf(run, before.id)) === by)
  return decided && { type: 'decided', stage: decided.name }
}

/** All that a stage depends on, directly or through others. */
function stagesBefore(run: Run, stage: PlannedStage): readonly PlannedStage[] {
  const found = new Set<StageId>(stage.dependsOn)
  // What is added while a set is walked is walked too.
  for (const id of found) for (const before of planned(run, id).dependsOn) found.add(before)
  return [...found].map((id) => planned(run, id))
}

function planned({ plan }: Run, id: StageId): PlannedStage {
  return plannedAt(plan, stageIndex(plan, id))
}

function stageRunOf({ plan, stages }: Run, id: StageId): StageRun {
  return stageAt(stages, stageIndex(plan, id))
}

function deciderOf({ state }: StageRun): ActorId | undefined {
  if (state.status !== 'settled') return undefined
  const { settlement } = state
  if (settlement.outcome === 'rejected') return settlement.by
  return settlement.outcome === 'succeeded' ? settlement.decision?.by : undefined
}
