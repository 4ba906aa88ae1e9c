import type { JsonObject } from '../basics/json.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { Role } from '../people/role.ts'
import type { Artifact } from './answer.ts'
import type { GivenFile } from './given-file.ts'
import type { ActorId, CommandId, TaskId } from './ids.ts'

/** Why a person is asked. */
export const TASK_REASONS = [
  'human-stage',
  'low-confidence',
  'no-confidence',
  'no-certificate',
  'requested',
  'review',
  'error',
  'no-performer',
  'stall',
  'budget',
  'unknown-outcome',
  'audit',
  'second-review',
] as const
export type TaskReason = (typeof TASK_REASONS)[number]

export type TaskAnswer =
  | { readonly type: 'approve'; readonly note: string }
  | { readonly type: 'edit'; readonly outputs: JsonObject; readonly note: string }
  | { readonly type: 'reject'; readonly note: string }
  | { readonly type: 'retry'; readonly note: string }
export type TaskAnswerType = TaskAnswer['type']

/** What an answer does. `null`: this reason does not offer it. */
export type AnswerMeaning =
  | 'accept-answer'
  | 'accept-if-nothing-required'
  | 'succeed-with-outputs'
  | 'reject-stage'
  | 'new-round'
  | 'new-generation'
  | 'verdict-right'
  | 'verdict-wrong'
  | 'verdict-compared'
  | null

type AnswerMeanings = Readonly<Record<TaskAnswerType, AnswerMeaning>>

const JUDGE: AnswerMeanings = {
  approve: 'accept-answer',
  edit: 'succeed-with-outputs',
  reject: 'reject-stage',
  retry: 'new-round',
}
const DO_IT: AnswerMeanings = {
  approve: null,
  edit: 'succeed-with-outputs',
  reject: 'reject-stage',
  retry: 'new-round',
}

/** What the machine gave stands; whoever gives something says with it whether that is right. */
const LOOK_BACK: AnswerMeanings = {
  approve: 'verdict-right',
  edit: 'verdict-compared',
  reject: 'verdict-wrong',
  retry: null,
}

/** The one table of which answers a reason has and what each of them does. */
export const ANSWERS = {
  'human-stage': {
    approve: 'accept-if-nothing-required',
    edit: 'succeed-with-outputs',
    reject: 'reject-stage',
    retry: null,
  },
  'low-confidence': JUDGE,
  'no-confidence': JUDGE,
  'no-certificate': { ...JUDGE, retry: null },
  requested: JUDGE,
  review: JUDGE,
  error: DO_IT,
  'no-performer': DO_IT,
  stall: DO_IT,
  budget: DO_IT,
  'unknown-outcome': { approve: null, edit: 'succeed-with-outputs', reject: 'reject-stage', retry: 'new-generation' },
  audit: LOOK_BACK,
  'second-review': LOOK_BACK,
} as const satisfies Record<TaskReason, AnswerMeanings>

/** Whether a task looks at what has settled: it holds nothing up, has no deadline, and outlives its run. */
export function looksBack(reason: TaskReason): boolean {
  return reason === 'audit' || reason === 'second-review'
}

/** Whether files can go with this answer: a stage hands something on by it. */
export function takesFiles(reason: TaskReason, answer: TaskAnswerType): boolean {
  const meaning: AnswerMeaning = ANSWERS[reason][answer]
  return meaning !== null && HANDS_ON.has(meaning)
}

const HANDS_ON: ReadonlySet<AnswerMeaning> = new Set([
  'accept-answer',
  'accept-if-nothing-required',
  'succeed-with-outputs',
])

/** What open tasks can be listed by. */
export const TASK_SORTS = ['deadline', 'priority'] as const
export type TaskSort = (typeof TASK_SORTS)[number]

/** Work for a person. It never answers itself: a passed deadline only adds people. */
export interface Task {
  readonly id: TaskId
  readonly reason: TaskReason
  readonly because: string
  readonly openedAt: Timestamp
  /** Null for those that look back. */
  readonly due: Timestamp | null
  /** `human:…` references of those who may answer, in the order they were added. */
  readonly to: readonly string[]
  /** When those who are asked were reminded; absent: they were not. */
  readonly remindedAt?: Timestamp
  /** Steps of the escalation chain already taken: 0 before the deadline, 1 once overdue. */
  readonly overdueStep: number
  readonly claimedBy: ActorId | null
  /** What somebody was asked about it and has not told yet. */
  readonly question: TaskQuestion | null
  /** Files that people gave for their decision, in this order; absent: none. */
  readonly given?: readonly GivenFile[]
  /** In the order it happened. */
  readonly trail: readonly TrailStep[]
  readonly state: TaskState
}

/** What happened to a task before it was decided. */
export interface TrailStep {
  readonly did: 'taken' | 'given-back' | 'passed-on' | 'asked' | 'told' | 'reminded' | 'overdue'
  readonly at: Timestamp
  /** Null: nobody did it, its time had come. */
  readonly by: ActorId | null
  readonly role?: Role
  /** Who was asked, added, or is asked now. */
  readonly to?: readonly string[]
}

interface TaskQuestion {
  readonly by: ActorId
  /** A `human:…` reference. */
  readonly of: string
  readonly text: string
  readonly at: Timestamp
}

/** Everybody a task is there for: who may answer it, and who was asked about it. */
export function audienceOf({ to, question }: Task): readonly string[] {
  return question === null ? to : [...to, question.of]
}

type TaskState =
  | { readonly status: 'open' }
  | Answered
  /** The run was canceled, or the stage's time limit was reached, before anyone answered. */
  | { readonly status: 'withdrawn'; readonly at: Timestamp }

interface Answered {
  readonly status: 'answered'
  readonly by: ActorId
  /** Absent in histories from before roles. */
  readonly role?: Role
  readonly at: Timestamp
  /** The fact that holds the answer. */
  readonly seq: number
  readonly salt: string
  readonly answer: TaskAnswer
  /** Those that go with it; absent: none. */
  readonly files?: readonly Artifact[]
  readonly command: CommandId
}
