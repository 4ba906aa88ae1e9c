import type { JsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { ok } from '../basics/result.ts'
import { isoTime } from '../basics/timestamp.ts'
import type { ExpressionError } from '../expression/evaluate.ts'
import { evaluateTemplate } from '../expression/evaluate.ts'
import type { ExpressionScope, StageView } from '../expression/scope.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'
import { handoffFrom } from './handoff.ts'
import { planIndex, stageIndex } from './plan-index.ts'
import type { Run } from './run.ts'
import type { StageRun } from './stage-run.ts'
import { statusOf } from './stage-run.ts'
import type { StageTable } from './stage-table.ts'
import { stageAt } from './stage-table.ts'

/** What the expressions of a stage may read: the run's inputs and the stages it names. */
export function scopeFor(run: Run, stage: PlannedStage): ExpressionScope {
  return scopeReading(run, planIndex(run.plan).reads(stage))
}

/** What the run's own outputs may read: every stage. */
export function scopeOfAll(run: Run): ExpressionScope {
  return scopeReading(
    run,
    run.plan.stages.map((stage) => stage.id),
  )
}

type StageInputs = Result<JsonObject, ExpressionError>

/** By the table that the values were read from: whoever begins an attempt and the decision to begin it ask the same. */
const RESOLVED = new WeakMap<StageTable, Map<StageId, StageInputs>>()

/** What an attempt at a stage is given. People and agents without declared inputs get the run's inputs and handoffs. */
export function stageInputs(run: Run, stage: PlannedStage): StageInputs {
  const resolved = RESOLVED.get(run.stages) ?? new Map<StageId, StageInputs>()
  RESOLVED.set(run.stages, resolved)
  const inputs = resolved.get(stage.id) ?? resolveInputs(run, stage)
  resolved.set(stage.id, inputs)
  return inputs
}

function resolveInputs(run: Run, stage: PlannedStage): StageInputs {
  if (stage.inputs === undefined) return ok(everythingFor(run, stage))
  const resolved = evaluateTemplate(stage.inputs, scopeFor(run, stage))
  return resolved.ok ? ok(resolved.value as JsonObject) : resolved
}

function everythingFor(run: Run, stage: PlannedStage): JsonObject {
  const handoffs = stage.dependsOn.map((id) => [id, handoffFrom(run, id)] as const)
  return { inputs: run.inputs, handoffs: Object.fromEntries(handoffs) }
}

function scopeReading(run: Run, stages: readonly StageId[]): ExpressionScope {
  return {
    types: planIndex(run.plan).types,
    inputs: run.inputs,
    stages: Object.fromEntries(stages.map((id) => [id, viewOf(stageAt(run.stages, stageIndex(run.plan, id)))])),
    run: {
      id: run.id,
      title: run.title ?? '',
      started_at: isoTime(run.startedAt),
      scheduled_for: isoTime(run.cause.type === 'schedule' ? run.cause.instant : run.startedAt),
    },
    workflow: { id: run.plan.workflow.id, name: run.plan.workflow.name, digest: run.plan.workflow.digest },
  }
}

/** Outputs of a stage that did not succeed are empty. */
function viewOf(stage: StageRun): StageView {
  const settlement = stage.state.status === 'settled' ? stage.state.settlement : undefined
  const succeeded = settlement?.outcome === 'succeeded' ? settlement : undefined
  return {
    outputs: stage.outputs?.value ?? {},
    outcome: statusOf(stage),
    confidence: succeeded?.confidence ?? null,
    decision: succeeded?.decision?.type ?? null,
  }
}
