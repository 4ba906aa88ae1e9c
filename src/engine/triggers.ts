import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Run } from '../core/run/run.ts'
import type { TriggerKeeper } from './trigger-keeper.ts'
import type { FiringTurn, TriggerRow } from './trigger-row.ts'

/** What people do with what starts runs by itself. */
export interface Triggers {
  /**
   * Starts a run of a schedule, whatever else is open: for now, or for an instant of it that has passed and started none.
   * The same wish starts one run.
   */
  readonly fire: (order: FireOrder) => Promise<Result<Run, TriggerProblem>>
  /** Starts nothing any more until it is resumed. What comes meanwhile is neither noted nor caught up. */
  readonly pause: (order: PauseOrder) => Promise<Result<TriggerRow, TriggerProblem>>
  readonly resume: (trigger: string) => Promise<Result<TriggerRow, TriggerProblem>>
  /** What a backfill would start. */
  readonly previewBackfill: (range: BackfillRange) => Promise<Result<BackfillPreview, TriggerProblem>>
  /** Lets the instants of a range that started no run start one each, one after the other or all at once. */
  readonly backfill: (order: BackfillOrder) => Promise<Result<BackfillPreview, TriggerProblem>>
  readonly keeper: TriggerKeeper
}

export interface FireOrder {
  readonly trigger: string
  /** Of the wish. */
  readonly id: string
  readonly by: ActorId
  /** Null: now. */
  readonly instant: Timestamp | null
}

export interface PauseOrder {
  readonly trigger: string
  readonly by: ActorId
  readonly because: string
}

/** Both included. */
export interface BackfillRange {
  readonly trigger: string
  readonly from: Timestamp
  readonly to: Timestamp
}

export interface BackfillOrder extends BackfillRange {
  readonly by: ActorId
  readonly turn: FiringTurn
}

export interface BackfillPreview {
  /** Those that would start a run, in order. */
  readonly starts: readonly Timestamp[]
  /** Those of the range that have started one, or wait to. */
  readonly started: number
}

/** Runs one backfill may start. */
export const BACKFILL_MAX = 1_000

/** Why nothing was done. */
export type TriggerProblem =
  | { readonly code: 'trigger-unknown'; readonly trigger: string }
  | { readonly code: 'trigger-no-schedule'; readonly trigger: string }
  /** It is switched off in the published version, or in none; or it is paused. */
  | { readonly code: 'trigger-off'; readonly trigger: string; readonly why: 'off' | 'paused' }
  | { readonly code: 'firing-skipped'; readonly trigger: string; readonly detail: string }
  | {
      readonly code: 'instant-unknown'
      readonly trigger: string
      readonly instant: Timestamp
      readonly next: Timestamp | null
    }
  | { readonly code: 'instant-to-come'; readonly trigger: string; readonly instant: Timestamp }
  | { readonly code: 'instant-started'; readonly trigger: string; readonly instant: Timestamp }
  | { readonly code: 'backfill-too-long'; readonly trigger: string; readonly startsMax: number }
