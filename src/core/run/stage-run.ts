import type { JsonObject } from '../basics/json.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { Spending } from '../budget/spending.ts'
import type { Answer, ModelUse } from './answer.ts'
import type { Cost } from './cost.ts'
import type { OwnerId, TaskId } from './ids.ts'
import type { GateJudged } from './ruling.ts'
import type { AttemptStep } from './run-event.ts'
import type { Settlement } from './settlement.ts'
import type { Task } from './task.ts'
import type { UsedPrice } from './used-price.ts'

/** Where one stage of a run stands. */
export type StageState =
  | { readonly status: 'pending' }
  /** Waits for a free slot. */
  | { readonly status: 'ready'; readonly step: AttemptStep }
  | Running
  | { readonly status: 'backing-off'; readonly step: AttemptStep; readonly until: Timestamp }
  | { readonly status: 'awaiting-approval'; readonly task: TaskId }
  | { readonly status: 'settled'; readonly settlement: Settlement; readonly at: Timestamp }

export interface Running {
  readonly status: 'running'
  readonly step: AttemptStep
  readonly attempt: number
  /** The number of the fact that began it: a result with another one is late. */
  readonly fence: number
  readonly begunAt: Timestamp
  readonly inputsDigest: string
  readonly owner: OwnerId
  readonly deadline: Timestamp | null
  /** How many notes it has written. */
  readonly notes: number
}

/** One stage of a run: its state and what its receipt will need. */
export interface StageRun {
  readonly state: StageState
  /** Dependencies that have not settled yet. */
  readonly unsettled: number
  /** Attempts of the current step in the current round. */
  readonly attempts: number
  readonly round: number
  readonly generation: number
  /** The last answer of the primary, waiting for a review or a person, or accepted. */
  readonly answer: StoredAnswer | null
  /** What its gate made of its first answer; absent: it went by the written limit alone, or there was none. */
  readonly judged?: GateJudged & { readonly at: Timestamp }
  /** What the stage gave; null until it succeeded. */
  readonly outputs: StoredOutputs | null
  /** A person asked to see the next answer, whatever its confidence. */
  readonly checkRequested: boolean
  /** What a person said when asking for another try. */
  readonly note: string | null
  readonly tasks: readonly Task[]
  /** By attempt, of those that asked for something of a budget. */
  readonly spending: readonly AttemptSpending[]
  readonly account: StageAccount
}

interface AttemptSpending {
  readonly fence: number
  /** What its calls took; of calls that nobody heard the end of, what was set aside for them. */
  readonly spending: Spending
}

export interface StoredAnswer {
  readonly seq: number
  readonly salt: string
  readonly answer: Answer
  /** From a reviewing capability; undefined: not reviewed. */
  readonly review?: { readonly seq: number; readonly confidence: unknown }
}

/** Outputs and the fact that holds them. */
export interface StoredOutputs {
  readonly seq: number
  /** Goes into the digest on the receipt. */
  readonly salt: string
  readonly value: JsonObject
}

/** Sums over all attempts, for the receipt. */
export interface StageAccount {
  readonly readyAt: Timestamp | null
  readonly begunAt: Timestamp | null
  readonly attemptsTotal: number
  /** Null: at least one real call had a cost that nobody knows. */
  readonly cost: Cost | null
  /** The models that answered, in the order of their first answer. */
  readonly models: readonly ModelUse[]
  /** The rows of the price list by which its costs were worked out, in the order of their first use. */
  readonly prices: readonly UsedPrice[]
  /** How long its attempts worked, those that are over. Null: of one of them nobody knows. */
  readonly workMs: number | null
  readonly inputsDigest: string | null
}

/** Throws where the stage has no answer: whoever asks for it knows of one. */
export function getAnswer({ answer }: StageRun): StoredAnswer {
  if (answer === null) throw new Error('This stage has no answer')
  return answer
}

/** A stage's word on screens, in logs and in `outcome`: its status, or how it settled. */
export type StageStatus = Exclude<StageState['status'], 'settled'> | Settlement['outcome']

export function statusOf(stage: StageRun): StageStatus {
  return stage.state.status === 'settled' ? stage.state.settlement.outcome : stage.state.status
}
