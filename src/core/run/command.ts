import type { Claim } from '../budget/grant-claim.ts'
import type { Spending } from '../budget/spending.ts'
import type { Standing } from '../people/standing.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Artifact, AttemptResult } from './answer.ts'
import type { AttemptNote } from './attempt-note.ts'
import type { NamedFile } from './given-file.ts'
import type { ActorId, CommandId, OwnerId, TaskId } from './ids.ts'
import type { Ruling } from './ruling.ts'
import type { TaskAnswer } from './task.ts'

/**
 * A wish. Everything impure that deciding it needs travels in it: who, a fresh salt for the digest of a payload, and
 * chance, uniform in [0, 1): `jitter` for the delay before another try, `coin` for the choice of what is audited.
 */
export type Command =
  | BeginAttempt
  /** Refused once the attempt is over, or has too many notes: whoever performs it must stop. */
  | { readonly type: 'note-attempt'; readonly stage: StageId; readonly fence: number; readonly note: AttemptNote }
  | ClaimBudget
  | ReportAttempt
  /** The process that performed it is gone. */
  | { readonly type: 'lose-attempt'; readonly stage: StageId; readonly fence: number; readonly jitter: number }
  | { readonly type: 'claim-task'; readonly task: TaskId; readonly as: Standing }
  | { readonly type: 'release-task'; readonly task: TaskId; readonly as: Standing }
  | ReassignTask
  | { readonly type: 'comment-task'; readonly task: TaskId; readonly as: Standing; readonly text: string }
  | AskInformation
  | { readonly type: 'give-information'; readonly task: TaskId; readonly as: Standing; readonly text: string }
  | GiveFile
  | AnswerTask
  | { readonly type: 'request-check'; readonly stage: StageId; readonly by: ActorId; readonly note: string }
  /** Some time this run waits for has come: a deadline, an interval, a task's due time. */
  | { readonly type: 'time-passed'; readonly jitter: number }
  | { readonly type: 'cancel-run'; readonly by: ActorId; readonly note: string }
  | { readonly type: 'pause-run'; readonly by: ActorId }
  | { readonly type: 'resume-run'; readonly by: ActorId }
  /** Of a run that has ended. */
  | { readonly type: 'erase-run'; readonly by: ActorId }

export interface BeginAttempt {
  readonly type: 'begin-attempt'
  readonly stage: StageId
  readonly inputsDigest: string
  readonly owner: OwnerId
}

/** Sets aside what the next call of an attempt may take, before it is made; without a claim it books what was taken. */
export interface ClaimBudget {
  readonly type: 'claim-budget'
  readonly stage: StageId
  readonly fence: number
  /** What the attempt's calls took, and what is set aside for those that have not ended. */
  readonly spent: Spending
  readonly claim: Claim | null
  /** What all other attempts of this workflow took in the 24 hours before. */
  readonly others: Spending
}

export interface ReportAttempt {
  readonly type: 'report-attempt'
  readonly stage: StageId
  readonly fence: number
  readonly result: AttemptResult
  readonly salt: string
  readonly jitter: number
  /** Tossed before the gate and apart from the confidence, so that audits are a fair sample. */
  readonly coin: number
  /** What the gate of the stage goes by; absent: by nothing but what the plan says. */
  readonly ruling?: Ruling
}

export interface ReassignTask {
  readonly type: 'reassign-task'
  readonly task: TaskId
  readonly as: Standing
  readonly to: readonly string[]
  readonly note: string
}

export interface AskInformation {
  readonly type: 'ask-information'
  readonly task: TaskId
  readonly as: Standing
  /** A `human:…` reference. */
  readonly of: string
  readonly text: string
}

export interface GiveFile {
  readonly type: 'give-file'
  readonly task: TaskId
  readonly as: Standing
  /** Its bytes are in the blob store. */
  readonly file: Artifact
}

export interface AnswerTask {
  readonly type: 'answer-task'
  readonly id: CommandId
  readonly task: TaskId
  readonly answer: TaskAnswer
  /** Files of theirs that go with it; absent: none. */
  readonly files?: readonly NamedFile[]
  readonly as: Standing
  /** The digest of the case that they had before them, as `caseDigest` gives it. */
  readonly seen: string
  readonly salt: string
}
