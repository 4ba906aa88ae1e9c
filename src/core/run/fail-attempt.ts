import { addMs } from '../basics/timestamp.ts'
import type { Excess } from '../budget/grant-claim.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { AttemptError } from './answer.ts'
import { backoffMs } from './backoff.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { openTask } from './open-task.ts'
import { settle } from './settle.ts'
import type { Running } from './stage-run.ts'
import type { TaskReason } from './task.ts'

/** What is known about an attempt that gave no answer. */
export interface Miss {
  readonly running: Running
  readonly code: string
  readonly message: string
  readonly reach: AttemptError['reach']
  /** Uniform in [0, 1). */
  readonly jitter: number
}

/** What follows from an attempt that gave no answer: another try, a person, or the stage's end. */
export function followMiss(log: Log, stage: PlannedStage, miss: Miss): void {
  const { running } = miss
  if (mayRepeat(stage, miss)) {
    const until = addMs(log.now, backoffMs(running.attempt, stage.retry, miss.jitter))
    record(log, { type: 'backing-off', stage: stage.id, until })
  } else if (running.step === 'review') {
    giveUpReview(log, stage)
  } else if (stage.effect === 'once-or-ask' && miss.reach === 'unknown') {
    openTask(log, stage, { reason: 'unknown-outcome', because: `Nobody knows whether it happened: ${miss.message}` })
  } else {
    giveUp(log, stage, miss)
  }
}

/**
 * Whether the engine may try again by itself. Work that must happen at most once is repeated only when the performer
 * proved that it never began.
 */
function mayRepeat(stage: PlannedStage, { running, code, reach }: Miss): boolean {
  if (running.attempt >= stage.retry.maximumAttempts) return false
  if (NEVER_REPEATED.has(code) || stage.retry.nonRetryable.includes(code)) return false
  return running.step === 'review' || stage.effect !== 'once-or-ask' || reach === 'not-begun'
}

/** As `Excess` names them. */
const OVER_BUDGET: ReadonlySet<string> = new Set<Excess['code']>(['budget-exhausted', 'price-unknown', 'use-unknown'])

/** Codes after which the same again gets the same until a person has done something: answered, or looked at a change. */
const NEVER_REPEATED: ReadonlySet<string> = new Set(['input-required', 'tool-changed', ...OVER_BUDGET])

/** A review that can not be had is missing confidence, and missing confidence is low confidence. */
function giveUpReview(log: Log, stage: PlannedStage): void {
  openTask(log, stage, {
    reason: 'no-confidence',
    because: 'The review failed, so nobody knows how sure the answer is.',
  })
}

/** After the last attempt. */
export function giveUp(log: Log, stage: PlannedStage, miss: Pick<Miss, 'code' | 'message'>): void {
  if (stage.onError === 'escalate') {
    openTask(log, stage, { reason: reasonOf(miss.code), because: miss.message })
  } else {
    settle(log, stage, { outcome: 'failed', code: miss.code, message: miss.message })
  }
}

function reasonOf(code: string): TaskReason {
  if (OVER_BUDGET.has(code)) return 'budget'
  return STALLS.has(code) ? 'stall' : 'error'
}

/** Codes that mean "it stopped moving" rather than "it answered with an error". */
const STALLS: ReadonlySet<string> = new Set(['timeout', 'lost'])
