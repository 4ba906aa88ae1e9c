import type { StageLines } from '../../core/compare/planned-and-real.ts'
import { plannedAndReal } from '../../core/compare/planned-and-real.ts'
import type { Forecast } from '../../core/forecast/forecast.ts'
import { plannedAt, stageIndex } from '../../core/run/plan-index.ts'
import type { Run } from '../../core/run/run.ts'
import { runStatus } from '../../core/run/run.ts'
import type { PlannedAndReal } from '../contract/planned-and-real.ts'
import { stageNameView } from './names.ts'

/** More stages than this nobody reads on a screen; those in which something differs come first. */
const STAGES_SHOWN_MAX = 200

export function plannedAndRealView(run: Run, past: Forecast): PlannedAndReal {
  const told = plannedAndReal(run, past)
  const differing = told.stages.filter(isDifferent)
  const ordered = [...differing, ...told.stages.filter((stage) => !isDifferent(stage))]
  return {
    id: run.id,
    status: runStatus(run),
    run: told.run,
    stages: ordered.slice(0, STAGES_SHOWN_MAX).map(({ stage, ...rest }) => ({
      stage: stageNameView(plannedAt(run.plan, stageIndex(run.plan, stage))),
      ...rest,
    })),
    differing: differing.length,
    omitted: Math.max(0, ordered.length - STAGES_SHOWN_MAX),
  }
}

function isDifferent({ lines }: StageLines): boolean {
  return lines.some(({ differs }) => differs)
}
