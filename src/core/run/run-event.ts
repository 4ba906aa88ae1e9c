import type { JsonObject } from '../basics/json.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { Spending } from '../budget/spending.ts'
import type { Role } from '../people/role.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Answer, Artifact, AttemptError } from './answer.ts'
import type { AttemptNote } from './attempt-note.ts'
import type { Cost } from './cost.ts'
import type { ActorId, CommandId, OwnerId, RunId, TaskId } from './ids.ts'
import type { GateJudged } from './ruling.ts'
import type { Settlement } from './settlement.ts'
import type { TaskAnswer, TaskReason } from './task.ts'
import type { UsedPrice } from './used-price.ts'

/**
 * A fact of a run's history. Its number within the run (`seq`, from 1) is its place in the history; `at` is when it was
 * decided. What a decision used (salts, jitter already applied, people added) is in the fact, so that replay never
 * decides again. A payload is stored here once; everything else points at it by `seq`.
 */
export type RunEvent = { readonly at: Timestamp } & RunFact

export type RunFact =
  | RunStarted
  | { readonly type: 'stage-ready'; readonly stage: StageId }
  | ({ readonly type: 'attempt-begun'; readonly stage: StageId; readonly step: AttemptStep } & AttemptTerms)
  /** Something happened on its way. */
  | { readonly type: 'attempt-noted'; readonly stage: StageId; readonly note: AttemptNote }
  /** What its calls took so far, and what is set aside for those that have not ended. */
  | { readonly type: 'budget-claimed'; readonly stage: StageId; readonly spending: Spending }
  | { readonly type: 'attempt-answered'; readonly stage: StageId; readonly answer: Answer; readonly salt: string }
  | { readonly type: 'attempt-failed'; readonly stage: StageId; readonly error: AttemptError }
  | { readonly type: 'attempt-lost'; readonly stage: StageId }
  | AttemptLate
  | { readonly type: 'review-answered'; readonly stage: StageId; readonly answer: Answer; readonly salt: string }
  /** Before the first answer of a stage passes or goes to a person. */
  | { readonly type: 'gate-judged'; readonly stage: StageId; readonly judged: GateJudged }
  | { readonly type: 'backing-off'; readonly stage: StageId; readonly until: Timestamp }
  | { readonly type: 'check-requested'; readonly stage: StageId; readonly by: ActorId; readonly note: string }
  | TaskOpened
  | ({ readonly type: 'task-claimed' } & TaskChange)
  | ({ readonly type: 'task-released' } & TaskChange)
  | TaskReassigned
  | ({ readonly type: 'task-commented'; readonly text: string } & TaskChange)
  /** They see the task until they have told; its deadline stays. */
  | ({ readonly type: 'information-asked'; readonly of: string; readonly text: string } & TaskChange)
  | ({ readonly type: 'information-given'; readonly text: string } & TaskChange)
  /** Whether it counts is said by the decision. */
  | ({ readonly type: 'task-file-given'; readonly file: Artifact } & TaskChange)
  /** The deadline comes near, and nobody has answered. Nothing was decided, and nobody added. */
  | { readonly type: 'task-reminded'; readonly stage: StageId; readonly task: TaskId; readonly due: Timestamp }
  /** The deadline passed, or a later step of the chain was reached: these people were added. Nothing was decided. */
  | {
      readonly type: 'task-overdue'
      readonly stage: StageId
      readonly task: TaskId
      readonly step: number
      readonly added: readonly string[]
    }
  | TaskAnswered
  /** The run was canceled, or the stage's time limit was reached, before anyone answered. */
  | { readonly type: 'task-withdrawn'; readonly stage: StageId; readonly task: TaskId }
  | RoundStarted
  | { readonly type: 'stage-settled'; readonly stage: StageId; readonly settlement: Settlement }
  | { readonly type: 'run-paused'; readonly by: ActorId }
  | { readonly type: 'run-resumed'; readonly by: ActorId }
  | { readonly type: 'run-canceled'; readonly by: ActorId; readonly note: string }
  /** What the run was given, gave and was told is gone: the facts before it are kept as `erasedFact` leaves them. */
  | { readonly type: 'run-erased'; readonly by: ActorId }
  | {
      readonly type: 'run-finished'
      readonly outcome: RunOutcome
      readonly outputs: JsonObject
      readonly problem?: string
    }

/** Every fact but the first, which makes the run. */
export type LaterEvent = Exclude<RunEvent, RunStarted>
export type StageEvent = Extract<LaterEvent, { readonly stage: StageId }>

export type RunOutcome = 'succeeded' | 'failed' | 'rejected' | 'canceled'

/** Always the first fact. The plan itself is stored once, under its digest. */
export interface RunStarted {
  readonly type: 'run-started'
  readonly run: RunId
  readonly plan: string
  readonly inputs: JsonObject
  readonly salt: string
  readonly by: ActorId
  readonly cause: RunCause
  /** What people call this run: "order 48213". */
  readonly title?: string
  readonly origin?: RunOrigin
}

export type RunCause =
  | { readonly type: 'manual' }
  | { readonly type: 'schedule'; readonly trigger: string; readonly instant: Timestamp }
  | EventCause

/** A CloudEvent, that came from outside or that another run told. */
interface EventCause {
  readonly type: 'event'
  readonly trigger: string
  readonly event: string
  readonly source: string
  readonly id: string
  /** How many runs stand before this one in a chain of WorkCharts that start each other; 0: it came from outside. */
  readonly depth: number
}

/** The run that this one takes up again, and what it takes over without doing it again. */
export interface RunOrigin {
  readonly run: RunId
  readonly from: StageId
  readonly carried: readonly CarriedStage[]
  /** The generation of each stage where it runs, in this run or in one that takes it up. */
  readonly generations: Readonly<Record<string, number>>
  /** By stage that goes on with what an earlier run had begun: the run that its key was made from. */
  readonly keyedBy: Readonly<Record<string, RunId>>
  /** Stages that run again and may have acted when their run was canceled: a person says whether they did. */
  readonly inDoubt: readonly StageId[]
}

export interface CarriedStage {
  readonly stage: StageId
  readonly settlement: Settlement
  readonly outputs: JsonObject
}

/** The stage's own work, or a second capability that scores it. */
export type AttemptStep = 'primary' | 'review'

interface AttemptTerms {
  /** Within the round, from 1. */
  readonly attempt: number
  /** SHA-256 of the canonical inputs: the same idempotency key never carries other inputs. */
  readonly inputsDigest: string
  readonly owner: OwnerId
  readonly deadline: Timestamp | null
}

/** A result that came after its attempt was over. It changes nothing; its cost is booked. */
interface AttemptLate {
  readonly type: 'attempt-late'
  readonly stage: StageId
  readonly fence: number
  readonly cost: Cost | null
  /** The rows by which the cost was worked out; absent: by none. */
  readonly prices?: readonly UsedPrice[]
}

interface TaskOpened {
  readonly type: 'task-opened'
  readonly stage: StageId
  readonly task: TaskId
  readonly reason: TaskReason
  /** The sentence a person reads: why it came here. */
  readonly because: string
  readonly to: readonly string[]
  /** Null for audits, which block nothing. */
  readonly due: Timestamp | null
}

/** What somebody did with a task. */
export interface TaskChange {
  readonly stage: StageId
  readonly task: TaskId
  readonly by: ActorId
  /** The role they used; absent in histories from before roles. */
  readonly role?: Role
}

interface TaskReassigned extends TaskChange {
  readonly type: 'task-reassigned'
  readonly to: readonly string[]
  readonly note: string
}

interface TaskAnswered extends TaskChange {
  readonly type: 'task-answered'
  readonly answer: TaskAnswer
  /** Those that go with it; absent: none. */
  readonly files?: readonly Artifact[]
  readonly command: CommandId
  readonly salt: string
}

/** A person asked for another try: a fresh set of attempts. */
interface RoundStarted {
  readonly type: 'round-started'
  readonly stage: StageId
  readonly round: number
  /** Rises only when a person was told "this does it again". */
  readonly generation: number
  readonly note: string
}
