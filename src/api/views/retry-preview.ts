import type { Cost } from '../../core/run/cost.ts'
import { sumCosts } from '../../core/run/cost.ts'
import { planIndex, plannedAt, stageIndex } from '../../core/run/plan-index.ts'
import { isAgain } from '../../core/run/retry-fates.ts'
import type { RetryPlan } from '../../core/run/retry-from.ts'
import type { Run } from '../../core/run/run.ts'
import { statusOf } from '../../core/run/stage-run.ts'
import { stageAt } from '../../core/run/stage-table.ts'
import type { StageId } from '../../core/workflow/workflow.ts'
import type { VersionRow } from '../../engine/version-row.ts'
import type { RetryPreview } from '../contract/run-retry.ts'
import { stageNameView } from './names.ts'
import { inputsOf } from './workflow.ts'

/** More stages than this nobody reads in a dialog. */
const STAGES_SHOWN_MAX = 200

interface Previewed {
  readonly run: Run
  readonly planned: RetryPlan
  readonly versions: readonly VersionRow[]
}

export function retryPreviewView({ run, planned: { target, stages }, versions }: Previewed): RetryPreview {
  const [done, kept] = [stages.filter(({ fate }) => fate !== 'kept'), stages.filter(({ fate }) => fate === 'kept')]
  return {
    version: versions.find(({ digest }) => digest === target.plan.workflow.digest)?.number ?? null,
    inputs: inputsOf(target.plan),
    values: target.inputs,
    stages: [...done, ...kept].slice(0, STAGES_SHOWN_MAX).map(({ stage, fate }) => ({
      stage: stageNameView(plannedAt(target.plan, stageIndex(target.plan, stage))),
      fate,
    })),
    kept: kept.length,
    omitted: Math.max(0, stages.length - STAGES_SHOWN_MAX),
    cost: sumCosts(stages.flatMap(({ stage, fate }) => (isAgain(fate) ? [costInRun(run, stage)] : []))),
  }
}

/** What was skipped cost nothing; of what the run took over itself, or never had, it does not say. */
function costInRun(run: Run, stage: StageId): Cost | null {
  const index = planIndex(run.plan).indexOf.get(stage)
  if (index === undefined) return null
  const before = stageAt(run.stages, index)
  if (statusOf(before) === 'skipped') return { basis: 'free' }
  const { begunAt, cost } = before.account
  return begunAt === null && plannedAt(run.plan, index).primary.kind === 'capability' ? null : cost
}
