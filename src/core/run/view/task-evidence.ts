import type { Result } from '../../basics/result.ts'
import { ok } from '../../basics/result.ts'
import type { Certainty, ConfidenceSource, Score } from '../../gate/score.ts'
import type { PlannedPerformer, PlannedStage } from '../../plan/plan.ts'
import type { StageId } from '../../workflow/workflow.ts'
import type { Artifact } from '../answer.ts'
import { certaintyOf } from '../certainty.ts'
import type { FoundTask } from '../find-task.ts'
import { limitOf } from '../limit-of.ts'
import { plannedAt, stageIndex } from '../plan-index.ts'
import type { Run } from '../run.ts'
import { stageInputs } from '../scope.ts'
import { stageArtifacts } from '../stage-artifacts.ts'
import type { StageRun, StageStatus } from '../stage-run.ts'
import { statusOf } from '../stage-run.ts'
import { stageAt } from '../stage-table.ts'
import type { Field } from './fields.ts'
import { fieldsOf } from './fields.ts'

/** How sure an answer is: `value` null is not known, `threshold` null asks nothing of it. */
export interface ConfidenceView {
  readonly value: number | null
  readonly threshold: number | null
  readonly source: ConfidenceSource
  /** Every score there is, the one that decides last; absent: the value is all. */
  readonly scores?: readonly Score[]
}

/** What a person needs to see before deciding: what the stage was given and what those before it passed on. */
export interface TaskEvidence {
  /** Ok null: it is given the run's inputs and the handoffs, which stand beside. An error is a sentence. */
  readonly inputs: Result<readonly Field[] | null, string>
  readonly handoffs: readonly HandoffView[]
}

/** What a stage before this one passed on, and who it came from. */
export interface HandoffView {
  readonly stage: PlannedStage
  readonly outcome: StageStatus
  readonly summary: string | null
  readonly outputs: readonly Field[]
  readonly confidence: ConfidenceView | null
  readonly artifacts: readonly Artifact[]
}

export function taskEvidence(run: Run, { stage }: FoundTask): TaskEvidence {
  return { inputs: inputFields(run, stage), handoffs: stage.dependsOn.map((id) => handoffView(run, id)) }
}

/** What a stage is or was given, by name. Ok null where it declares no inputs of its own. */
export function inputFields(run: Run, stage: PlannedStage): Result<readonly Field[] | null, string> {
  if (stage.inputs === undefined) return ok(null)
  const resolved = stageInputs(run, stage)
  return resolved.ok
    ? ok(fieldsOf(resolved.value, inputSchema(stage.primary)))
    : { ok: false, error: resolved.error.message }
}

function inputSchema(performer: PlannedPerformer) {
  return performer.kind === 'capability' ? performer.input : undefined
}

/** What a stage gave, labelled by its schema; null: nothing yet. */
export function outputFields(stage: PlannedStage, { outputs }: StageRun): readonly Field[] | null {
  return outputs === null ? null : fieldsOf(outputs.value, stage.outputs)
}

function handoffView(run: Run, id: StageId): HandoffView {
  const index = stageIndex(run.plan, id)
  const stage = plannedAt(run.plan, index)
  const stageRun = stageAt(run.stages, index)
  return {
    stage,
    outcome: statusOf(stageRun),
    summary: stageRun.answer?.answer.summary ?? null,
    outputs: outputFields(stage, stageRun) ?? [],
    confidence: confidenceView(stage, stageRun),
    artifacts: stageArtifacts(stageRun),
  }
}

/** How sure a stage's answer is: as it was settled, or as it waits to be judged. Null: there is no answer. */
export function confidenceView(stage: PlannedStage, stageRun: StageRun): ConfidenceView | null {
  const { state, answer } = stageRun
  const threshold = limitOf(stage, stageRun)
  if (state.status === 'settled' && state.settlement.outcome === 'succeeded') return viewOf(threshold, state.settlement)
  return answer === null ? null : viewOf(threshold, certaintyOf(stage, answer))
}

function viewOf(threshold: number | null, { confidence, source, scores }: Certainty): ConfidenceView {
  return { value: confidence, threshold, source, ...(scores === undefined ? {} : { scores }) }
}
