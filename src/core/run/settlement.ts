import type { Certainty } from '../gate/score.ts'
import type { Role } from '../people/role.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { ActorId } from './ids.ts'
import type { TaskAnswerType } from './task.ts'

/** How a stage ended. A settled stage never changes. */
export type Settlement =
  | Succeeded
  | { readonly outcome: 'failed'; readonly code: string; readonly message: string }
  | Rejected
  | { readonly outcome: 'skipped'; readonly reason: SkipReason }
  /** `effect: 'unknown'`: an attempt that may have acted was in flight. */
  | { readonly outcome: 'canceled'; readonly by: ActorId; readonly effect: 'none' | 'unknown' }

export type StageOutcome = Settlement['outcome']

interface Succeeded extends Certainty {
  readonly outcome: 'succeeded'
  /** The fact that holds the outputs; 1, the start, where they were taken over from another run. */
  readonly output: number
  readonly decision: StageDecision | null
}

interface Rejected {
  readonly outcome: 'rejected'
  readonly by: ActorId
  readonly note: string
  /** Absent in histories from before roles. */
  readonly role?: Role
}

export interface StageDecision {
  readonly type: TaskAnswerType
  readonly by: ActorId
  /** The role they used, and what they said; both absent in histories from before roles. */
  readonly role?: Role
  readonly note?: string
}

export type SkipReason =
  | { readonly type: 'condition-false' }
  | { readonly type: 'dependency'; readonly stage: StageId; readonly outcome: StageOutcome }
