import type { Result } from '../core/basics/result.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { SkillRequestRow } from './skill-request-row.ts'

/** What people ask the skill registry for: a request is words for a Developer, never the skill itself. */
export interface SkillRequests {
  /** Newest first, at most `SKILL_REQUESTS_MAX`. */
  readonly list: (status: SkillRequestRow['status']) => Promise<readonly SkillRequestRow[]>
  /** The same id asks once and gets the first request again. */
  readonly ask: (order: SkillRequestOrder) => Promise<Result<SkillRequestRow, SkillRequestProblem>>
  /** It is made, or no longer wanted. Closing it again changes nothing. */
  readonly close: (id: string) => Promise<Result<SkillRequestRow, SkillRequestProblem>>
}

export interface SkillRequestOrder
  extends Pick<SkillRequestRow, 'id' | 'name' | 'purpose' | 'inputs' | 'outputs' | 'by'> {
  /** The stage it is for; null: none in particular. */
  readonly stage: { readonly workflow: string; readonly id: string } | null
  readonly by: ActorId
}

/** More open ones than this nobody answers: somebody must close some first. */
export const SKILL_REQUESTS_MAX = 500

/** Why nothing was asked for or closed. */
export type SkillRequestProblem =
  | { readonly code: 'workflow-unknown'; readonly name: string }
  | { readonly code: 'stage-unknown'; readonly stage: string }
  | { readonly code: 'skill-requests-full' }
  | { readonly code: 'skill-request-unknown'; readonly id: string }
