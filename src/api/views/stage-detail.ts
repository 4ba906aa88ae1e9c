import { stageTries } from '../../core/compare/stage-tries.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { planIndex } from '../../core/run/plan-index.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import { retellTo } from '../../core/run/view/retell.ts'
import type { StageId } from '../../core/workflow/workflow.ts'
import type { StageDetail } from '../contract/run-detail.ts'
import { iso, isoOrNull } from './instants.ts'
import { stageRunView } from './stage-run.ts'

/** A stage with what was tried at it; undefined: the plan has none of this id. */
export function stageDetailView(plan: Plan, history: readonly RunEvent[], stage: StageId): StageDetail | undefined {
  const index = planIndex(plan).indexOf.get(stage)
  if (index === undefined) return undefined
  const { last } = retellTo(plan, history, () => undefined)
  const tries = stageTries(history, stage).map((one) => ({
    ...one,
    begunAt: iso(one.begunAt),
    endedAt: isoOrNull(one.endedAt),
  }))
  return { stage: stageRunView(last, index), tries }
}
