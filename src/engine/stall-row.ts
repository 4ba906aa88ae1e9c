import type { Timestamp } from '../core/basics/timestamp.ts'
import type { RunId, TaskId } from '../core/run/ids.ts'
import type { RunStatus } from '../core/run/run.ts'
import type { StallKind, StallResponse } from '../core/stall/stall.ts'
import type { StallCounts } from '../core/stall/stall-budget.ts'
import type { StageId, WorkflowId } from '../core/workflow/workflow.ts'

/** A run that stopped moving (`stalls`). Written with the facts that say so. */
export interface StallRow {
  readonly run: RunId
  readonly workflow: WorkflowId
  readonly stage: StageId
  readonly stageName: string
  readonly kind: StallKind
  readonly at: Timestamp
  readonly response: StallResponse['type']
  /** Null: nobody was asked. */
  readonly task: TaskId | null
}

/** As it is listed: `number` says which came later. */
export interface ListedStall extends StallRow {
  readonly number: number
  readonly runTitle: string | null
  readonly runStatus: RunStatus
}

/** Questions about runs that stopped moving. */
export interface StallReader {
  /**
   * Runs that finished since, and those that stalled: since then, or earlier and they have not ended. `since` is the
   * beginning of a day in UTC.
   */
  readonly countStalls: (workflow: WorkflowId, since: Timestamp) => Promise<StallCounts>
  /** The last first. */
  readonly listStalls: (filter: StallFilter) => Promise<readonly ListedStall[]>
}

export interface StallFilter {
  readonly workflow: WorkflowId
  /** Of these ventures only. */
  readonly ventures?: readonly string[]
  /** Stalls before the one with this number. */
  readonly before?: number
  readonly limit: number
}
