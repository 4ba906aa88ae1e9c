import type { Timestamp } from '../basics/timestamp.ts'
import type { TaskId } from '../run/ids.ts'
import type { StageId } from '../workflow/workflow.ts'

/** How a run stopped moving. */
export const STALL_KINDS = ['timeout', 'lost', 'overdue'] as const
/** `timeout`: past its stage's time limit. `lost`: the program stopped meanwhile. `overdue`: a task past its deadline. */
export type StallKind = (typeof STALL_KINDS)[number]

/** A run that stopped moving, and what became of it at once. */
export interface Stall {
  readonly kind: StallKind
  readonly stage: StageId
  readonly at: Timestamp
  readonly response: StallResponse
}

export type StallResponse =
  /** These people were asked, as `human:…` references, or had been asked and are told that it is late. */
  | { readonly type: 'asked'; readonly task: TaskId; readonly to: readonly string[] }
  /** A try is left, and the engine takes it by itself. */
  | { readonly type: 'tried-again' }
  /** The document says what comes instead of a person: the stage failed. */
  | { readonly type: 'ended' }
