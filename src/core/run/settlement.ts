import type { StageId } from '../workflow/workflow.ts'
import type { ActorId } from './ids.ts'
import type { TaskAnswerType } from './task.ts'

/** How a stage ended. A settled stage never changes. */
export type Settlement =
  | Succeeded
  | { readonly outcome: 'failed'; readonly code: string; readonly message: string }
  | { readonly outcome: 'rejected'; readonly by: ActorId; readonly note: string }
  | { readonly outcome: 'skipped'; readonly reason: SkipReason }
  /** `effect: 'unknown'`: an attempt that may have acted was in flight. */
  | { readonly outcome: 'canceled'; readonly by: ActorId; readonly effect: 'none' | 'unknown' }

export type StageOutcome = Settlement['outcome']

interface Succeeded {
  readonly outcome: 'succeeded'
  /** The fact that holds the outputs; 1, the start, where they were taken over from another run. */
  readonly output: number
  /** 0 to 1; null: not known, or a person answered. */
  readonly confidence: number | null
  readonly source: ConfidenceSource
  readonly decision: StageDecision | null
}

/** Who said how sure the answer is. */
export type ConfidenceSource = 'reported' | 'scored' | 'human' | 'none'

export interface StageDecision {
  readonly type: TaskAnswerType
  readonly by: ActorId
}

export type SkipReason =
  | { readonly type: 'condition-false' }
  | { readonly type: 'dependency'; readonly stage: StageId; readonly outcome: StageOutcome }
