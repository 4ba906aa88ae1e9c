import type { Place } from '../workflow/diagnostic.ts'
import type { Budget, StageId } from '../workflow/workflow.ts'
import type { AppliedOverride } from './overrides.ts'
import type { BindingLayer, Plan, PlannedStage } from './plan.ts'

/** The dry run of a workflow: who will do what with what, and what keeps it from being run. */
export interface PlanReport {
  /** What a run starts from. Absent while a problem is an `error`. */
  readonly plan?: Plan
  /** Every stage as far as it could be planned, also where there is no plan. In the document's order. */
  readonly stages: readonly PlannedStage[]
  readonly problems: readonly PlanProblem[]
  /** What the calls of models and agents may take; absent: as much as they need. */
  readonly budget?: Budget
  /** Stages that can run side by side, in the order of the batches. */
  readonly batches: readonly (readonly StageId[])[]
  /** Who was bound to each role of each stage, and by which layer. */
  readonly bindings: readonly UsedBinding[]
  /** The overrides that took effect, in the order of their file. */
  readonly overrides: readonly AppliedOverride[]
  /** What has no performer here: a person does it instead. */
  readonly missing: readonly MissingPerformer[]
  /** Context that was put together from memory. The plan names each by its digest, so it has to be kept before a run. */
  readonly texts: readonly string[]
}

export interface UsedBinding {
  readonly stage: StageId
  /** The stage's own name for it: `primary`, `reviewer`, `tools`, or another name. */
  readonly role: string
  readonly ref: string
  readonly layer: BindingLayer
}

export interface MissingPerformer {
  readonly stage: StageId
  readonly role: string
  readonly ref: string
  /** One sentence or two: why it is missing and what brings it back. */
  readonly reason: string
}

/** Something wrong with a plan. An `error` refuses the run. */
export interface PlanProblem {
  readonly code: PlanProblemCode
  readonly severity: 'error' | 'warning'
  readonly stage?: StageId
  /** One sentence: what is wrong. */
  readonly message: string
  /** What to do next. */
  readonly help: string
  /** JSON Pointer into the workflow document; empty where a run flag or an overrides file is at fault. */
  readonly pointer: string
  /** Where the overrides file says it. */
  readonly at?: Place
}

export type PlanProblemCode =
  | 'audit-rate-too-low'
  | 'bind-unknown-role'
  | 'bind-unused'
  | 'context-missing'
  | 'data-can-leak'
  | 'effect-looser'
  | 'gate-cannot-pass'
  | 'gate-on-effect'
  | 'gate-on-person'
  | 'gate-trusts-content'
  | 'input-ambiguous'
  | 'input-may-be-absent'
  | 'input-missing'
  | 'input-unknown'
  | 'not-a-performer'
  | 'override-input-unknown'
  | 'override-key'
  | 'override-role-unknown'
  | 'override-stage-unknown'
  | 'override-syntax'
  | 'override-too-large'
  | 'override-unregistered'
  | 'override-value'
  | 'override-workflow-unknown'
  | 'pin-mismatch'
  | 'review-beside-threshold'
  | 'review-without-skill'
  | 'role-accepts'
  | 'role-chain'
  | 'role-unbound'
  | 'role-undeclared'
  | 'samples-without-ai'
  | 'segment-input-unknown'
  | 'target-out-of-range'
  | 'threshold-lowered'
  | 'tools-without-agent'
