import type { JsonObject } from '../core/basics/json.ts'
import type { Result } from '../core/basics/result.ts'
import type { Drift } from '../core/plan/drift.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { PlanReport } from '../core/plan/plan-report.ts'
import type { ActorId, RunId } from '../core/run/ids.ts'
import type { Refusal } from '../core/run/refusal.ts'
import type { Run } from '../core/run/run.ts'
import type { Diagnostic } from '../core/workflow/diagnostic.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { WorkflowDocument } from '../core/workflow/workflow-document.ts'
import type { DraftRow } from './draft-row.ts'
import type { Library, WorkflowFile } from './ports.ts'
import type { TriggerRow } from './trigger-row.ts'
import type { VersionRow } from './version-row.ts'

/** The WorkCharts of this installation: their files, their published versions, and what starts them. */
export interface Workflows {
  readonly list: () => Promise<readonly WorkflowSummary[]>
  /** By id, or by file name without its ending. */
  readonly find: (name: string) => Promise<WorkflowReading | undefined>
  /** Reads a document that is in no collection (an uploaded text, a path the command line has read). */
  readonly read: (source: {
    readonly file: string
    readonly text: string
    readonly collection?: string
  }) => WorkflowReading
  /** Who will do what with what. `bind` maps roles to references as text; `library` undefined: that of no project. */
  readonly plan: (
    reading: WorkflowReading,
    bind: Readonly<Record<string, string>>,
    library?: Library,
  ) => Promise<Result<PlanReport, RunProblem>>
  /** Runs what the file says now. */
  readonly run: (order: RunOrder) => Promise<Result<readonly Run[], RunProblem>>
  /** Makes what the file says now the version that triggers run, and arms its schedules in the same transaction. */
  readonly publish: (name: string, by: ActorId) => Promise<Result<VersionRow, RunProblem>>
  /** The same for a text that is not in its file yet (`publishText`). */
  readonly publishText: <E>(order: PublishTextOrder<E>) => Promise<Result<VersionRow, RunProblem | E> | 'stale'>
  /** Disarms its schedules and takes it off the lists; its runs and receipts stay. */
  readonly archive: (name: string, by: ActorId) => Promise<Result<VersionRow, RunProblem>>
  /** The plan of the published version, as it would be made now. */
  readonly planPublished: (id: WorkflowId) => Promise<Result<Plan, RunProblem>>
  /** The plan of the version that a trigger belongs to, as it would be made now, or why there is none, as a sentence. */
  readonly planFor: (trigger: TriggerRow) => Promise<Result<Plan, string>>
}

export interface WorkflowSummary {
  readonly id: WorkflowId
  readonly name: string
  readonly description: string | null
  readonly venture: string | null
  readonly collection: string
  readonly file: string
  readonly stages: number
  readonly errors: number
  readonly published: VersionRow | null
  /** The file says something else than the published version. */
  readonly changedSincePublished: boolean
  readonly triggers: readonly TriggerRow[]
}

/** Where a text came from. */
export type WorkflowSource = Omit<WorkflowFile, 'path'>

/** A workflow's text and what is wrong with it. `document` is absent when it could not be read at all. */
export interface WorkflowReading {
  readonly source: WorkflowSource
  readonly problems: readonly Diagnostic[]
  readonly document?: WorkflowDocument
  /** SHA-256 of the canonical document; absent with `document`. */
  readonly digest?: string
}

export interface PublishTextOrder<E> {
  readonly reading: WorkflowReading
  readonly by: ActorId
  /** Writes the text into its file, and gives the draft as it is to end. */
  readonly settle: () => Promise<Result<DraftRow, E>>
}

export interface RunOrder {
  readonly reading: WorkflowReading
  /** One run for each; at most `RUNS_AT_ONCE_MAX`. */
  readonly each: readonly { readonly id: RunId; readonly inputs: JsonObject; readonly title?: string }[]
  readonly bind: Readonly<Record<string, string>>
  /** The plan to run, where it was made and judged already; absent: it is made now. */
  readonly report?: PlanReport
  readonly by: ActorId
  /** What was planned before: nothing starts unless planning now gives the same. */
  readonly saved?: Plan
}

/** Runs one call may start. */
export const RUNS_AT_ONCE_MAX = 1_000

/** Why a workflow was not run, published or archived. Nothing was changed. */
export type RunProblem =
  | { readonly code: 'workflow-unknown'; readonly name: string }
  | { readonly code: 'workflow-invalid'; readonly problems: readonly Diagnostic[] }
  | { readonly code: 'plan-incomplete'; readonly report: PlanReport }
  | { readonly code: 'plan-drifted'; readonly drifts: readonly Drift[] }
  | { readonly code: 'not-yet-executed'; readonly problems: readonly Diagnostic[] }
  /** `index`: which of `each`. */
  | { readonly code: 'start-refused'; readonly refusal: Refusal; readonly index: number }
  | { readonly code: 'too-many-runs'; readonly runs: number; readonly runsMax: number }
  | { readonly code: 'binding-invalid'; readonly role: string; readonly text: string }
  | { readonly code: 'not-published'; readonly name: string }
  | { readonly code: 'already-published'; readonly version: VersionRow }
