import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { StageId, WorkflowId } from '../core/workflow/workflow.ts'

/** A skill that somebody asked for and nobody has made yet (`skill_requests`). */
export interface SkillRequestRow {
  readonly id: string
  /** From 1; rises with every change. */
  readonly revision: number
  readonly name: string
  /** What it is to do. */
  readonly purpose: string
  /** What it takes, in words. */
  readonly inputs: readonly string[]
  /** What it gives, in words. */
  readonly outputs: readonly string[]
  /** Where it was missed; null: nowhere in particular. */
  readonly missedAt: MissedAt | null
  readonly by: ActorId
  readonly at: Timestamp
  readonly status: 'open' | 'closed'
}

/** A place in a workflow, with the names it had when the skill was asked for. */
export interface MissedAt {
  readonly workflow: WorkflowId
  readonly workflowName: string
  readonly stage: StageId
  readonly stageName: string
}

/** Questions about skills that people asked for. */
export interface SkillRequestReader {
  readonly findSkillRequest: (id: string) => Promise<SkillRequestRow | undefined>
  /** Newest first. */
  readonly listSkillRequests: (status: SkillRequestRow['status'], limit: number) => Promise<readonly SkillRequestRow[]>
}
