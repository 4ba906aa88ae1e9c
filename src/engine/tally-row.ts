import type { Money } from '../core/basics/money.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Measure, TallySum } from '../core/insights/tally.ts'
import type { Baseline } from '../core/insights/time-saved.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'

/** Questions about what receipts count. A store works it out from the receipts it is given, with `talliesOfLine`. */
export interface TallyReader {
  /** What was counted between each two neighbours of `edges`, by group; `edges` are beginnings of quarters, rising. */
  readonly sumTallies: (question: TalliesQuestion) => Promise<readonly (readonly TallySum[])[]>
  readonly findAssumptions: (workflow: WorkflowId) => Promise<AssumptionsRow | undefined>
  /** By workflow. */
  readonly listAssumptions: () => Promise<readonly AssumptionsRow[]>
}

export interface TalliesQuestion {
  readonly measures: readonly Measure[]
  readonly edges: readonly Timestamp[]
}

/** What the manager of a WorkChart assumes (`workchart_assumptions`). */
export interface AssumptionsRow {
  readonly workflow: WorkflowId
  /** From 1; rises with every change. */
  readonly revision: number
  readonly minutes: Baseline
  /** What an hour of a person costs; null: not entered. */
  readonly hourly: Money | null
  /** What an error costs that nobody noticed; null: not entered. */
  readonly perError: Money | null
  readonly by: ActorId
  readonly at: Timestamp
}
