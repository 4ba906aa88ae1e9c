import type { Timestamp } from '../core/basics/timestamp.ts'
import type { OwnerId, RunId } from '../core/run/ids.ts'
import type { TriggerRow } from './trigger-row.ts'

export interface DueQuestion {
  readonly now: Timestamp
  readonly owner: OwnerId
  readonly limit: number
}

export interface Due {
  /** Runs whose time has come. */
  readonly wake: readonly RunId[]
  /** Runs whose attempts another process began. */
  readonly orphaned: readonly RunId[]
  /** Runs that wait for a slot by now: round robin by workflow, the oldest first. */
  readonly ready: readonly RunId[]
  readonly triggers: readonly TriggerRow[]
  /** Triggers of which an instant waits, and its turn has come. */
  readonly inTurn: readonly TriggerRow[]
  /** The earliest time after now that anything waits for. */
  readonly nextAt: Timestamp | null
}
