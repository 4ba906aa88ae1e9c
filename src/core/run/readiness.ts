import { assertNever } from '../basics/assert-never.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'
import { plannedAt, stageIndex } from './plan-index.ts'
import type { Run } from './run.ts'
import type { Settlement, SkipReason } from './settlement.ts'
import { stageAt } from './stage-table.ts'

/**
 * Whether a stage whose dependencies have all settled may run: with `all`, when every one of them lets it; with `any`,
 * when at least one does. Otherwise why it is skipped.
 */
export function skipReason(run: Run, stage: PlannedStage): SkipReason | undefined {
  const refusing = stage.dependsOn.filter((dependency) => !letsRun(run, stage, dependency))
  const runs = stage.join === 'all' ? refusing.length === 0 : refusing.length < stage.dependsOn.length
  const first = refusing[0]
  if (runs || first === undefined) return undefined
  return { type: 'dependency', stage: first, outcome: settlementOf(run, first).outcome }
}

function letsRun(run: Run, stage: PlannedStage, dependency: StageId): boolean {
  const planned = plannedAt(run.plan, stageIndex(run.plan, dependency))
  const settlement = settlementOf(run, dependency)
  switch (settlement.outcome) {
    case 'succeeded':
      return true
    case 'skipped':
      return settlement.reason.type === 'condition-false' && planned.onSkip === 'continue'
    case 'failed':
      return planned.onError === 'continue' && stage.readsOutcomeOf.includes(dependency)
    case 'rejected':
      return planned.onReject === 'continue' && stage.readsOutcomeOf.includes(dependency)
    case 'canceled':
      return false
    default:
      return assertNever(settlement)
  }
}

function settlementOf(run: Run, id: StageId): Settlement {
  const { state } = stageAt(run.stages, stageIndex(run.plan, id))
  if (state.status !== 'settled') throw new Error(`Stage ${id} has not settled`)
  return state.settlement
}
