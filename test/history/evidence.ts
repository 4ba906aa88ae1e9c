import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import type { Plan, PlannedStage } from '../../src/core/plan/plan.ts'
import type { CommandId, OwnerId, RunId, TaskId } from '../../src/core/run/ids.ts'
import type { TaskAnswerType } from '../../src/core/run/task.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { StallRow } from '../../src/engine/stall-row.ts'
import type { PositionedEvent, ReceiptRow, RunRow, TaskRow } from '../../src/engine/store.ts'
import type { FiringRow, TriggerRow } from '../../src/engine/trigger-row.ts'

/** What a harness knows once the last fault is over and the engine has come to rest. */
export interface Evidence {
  readonly stored: Stored
  /** Written down outside the process that the faults hit, in the order in which things happened. */
  readonly requests: readonly Request[]
  /** Every call that reached the outside world, written down by the outside world. */
  readonly effects: readonly Effect[]
  readonly now: Timestamp
  /** The process that has recovered. */
  readonly owner: OwnerId
}

/** Everything a store holds. */
export interface Stored {
  readonly runs: readonly StoredRun[]
  readonly triggers: readonly TriggerRow[]
  readonly firings: readonly FiringRow[]
}

export interface StoredRun {
  readonly row: RunRow
  readonly plan: Plan
  /** From the first fact on, by number. */
  readonly facts: readonly PositionedEvent[]
  readonly tasks: readonly TaskRow[]
  readonly receipts: readonly ReceiptRow[]
  /** How it stopped moving. */
  readonly stalls: readonly StallRow[]
}

/** One wish of a client and what it was told. */
export interface Request {
  readonly wish: Wish
  /** `unknown`: the process died, or the connection broke, before there was an answer. */
  readonly told: 'accepted' | 'refused' | 'unknown'
  /** The version of the run that an accepted answer named: all facts up to it were promised. */
  readonly version?: number
}

export type Wish =
  | { readonly type: 'start'; readonly run: RunId; readonly inputs: JsonObject }
  | {
      readonly type: 'answer'
      readonly run: RunId
      readonly task: TaskId
      readonly command: CommandId
      readonly answer: TaskAnswerType
    }
  | { readonly type: 'cancel' | 'pause' | 'resume' | 'read'; readonly run: RunId }

/** A call that an attempt made outside. */
export interface Effect {
  readonly run: RunId
  readonly stage: StageId
  /** The key it carried: the same for every call that must count once. */
  readonly key: string
  readonly effect: PlannedStage['effect']
}
