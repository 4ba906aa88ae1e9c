import type { PlannedStage } from '../plan/plan.ts'
import type { StageRun } from './stage-run.ts'

/** From which confidence on an answer of a stage goes through: as written, or as its gate went by it. Null: nobody says, or nothing does. */
export function limitOf({ gate }: PlannedStage, { judged }: StageRun): number | null {
  return gate.kind === 'threshold' ? gate.threshold : (judged?.limit ?? null)
}
