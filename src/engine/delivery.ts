import type { Timestamp } from '../core/basics/timestamp.ts'
import type { RunId } from '../core/run/ids.ts'
import type { StageId } from '../core/workflow/workflow.ts'

/** One attempt that this process has begun and may perform. */
export interface AttemptRef {
  readonly run: RunId
  readonly stage: StageId
  readonly fence: number
}

/**
 * Carries wishes to wake and work to perform. It may carry twice, late or out of turn: the version of the run and the
 * attempt's fence make that harmless.
 */
export interface Delivery {
  /** Attempts that could be performed now beside those in progress. */
  readonly freeSlots: () => number
  /** Performs an attempt in a slot of its own. `work` settles only after everything it started has stopped. */
  readonly perform: (attempt: AttemptRef, work: (signal: AbortSignal) => Promise<void>) => void
  /** Stops the attempts of a run that `isCurrent` no longer wants. */
  readonly stop: (run: RunId, isCurrent: (attempt: AttemptRef) => boolean) => void
  /** Calls `wake` once at or after `at`; an earlier call takes the place of a later one. */
  readonly wakeAt: (at: Timestamp, wake: () => void) => void
  /** Resolves when nothing is performed any more. */
  readonly idle: () => Promise<void>
  /** Stops everything and resolves when nothing is left. */
  readonly close: () => Promise<void>
}

/** Wakes somebody, as a delivery does, and is theirs alone. */
export interface Alarm {
  readonly set: Delivery['wakeAt']
  readonly close: () => void
}
