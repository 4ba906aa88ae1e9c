import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { addMs } from '../basics/timestamp.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Answer, AttemptError } from './answer.ts'
import { NOTES_MAX } from './attempt-note.ts'
import type { BeginAttempt, Command, ReportAttempt } from './command.ts'
import type { Miss } from './fail-attempt.ts'
import { followMiss, giveUp } from './fail-attempt.ts'
import { answerProblem, judgeAnswer } from './judge-answer.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import type { AtGate } from './pass-gate.ts'
import { planIndex, plannedAt } from './plan-index.ts'
import type { Refusal } from './refusal.ts'
import { stageInputs } from './scope.ts'
import type { Running, StageRun } from './stage-run.ts'
import { stageAt } from './stage-table.ts'

export type Decided = Result<void, Refusal>
const DONE: Decided = ok(undefined)

/** Begins the next attempt of a stage that is ready, or whose interval has passed. */
export function beginAttempt(log: Log, command: BeginAttempt): Decided {
  const found = findStage(log, command.stage)
  if (found === undefined) return err({ code: 'stage-unknown', stage: command.stage })
  const { stage, stageRun } = found
  const step = beginnableStep(log, stageRun)
  if (step === undefined) return err({ code: 'stage-not-ready', stage: stage.id })
  const inputs = stageInputs(log.run, stage)
  if (!inputs.ok) return ok(giveUp(log, stage, { code: inputs.error.code, message: inputs.error.message }))
  if (step === 'primary' && inputsChanged(stageRun, command.inputsDigest))
    return ok(giveUp(log, stage, { code: 'inputs-changed', message: INPUTS_CHANGED }))
  const { inputsDigest, owner } = command
  const deadline = stage.timeoutMs === null ? null : addMs(log.now, stage.timeoutMs)
  record(log, {
    type: 'attempt-begun',
    stage: stage.id,
    step,
    attempt: stageRun.attempts + 1,
    inputsDigest,
    owner,
    deadline,
  })
  return DONE
}

const INPUTS_CHANGED =
  'It was tried before with other inputs, so it must not be repeated under the same key. Do it by hand, or start a new run.'

function beginnableStep(log: Log, { state }: StageRun): 'primary' | 'review' | undefined {
  if (log.run.phase.type !== 'open') return undefined
  if (state.status === 'ready') return state.step
  return state.status === 'backing-off' && state.until <= log.now ? state.step : undefined
}

function inputsChanged({ account }: StageRun, digest: string): boolean {
  return account.inputsDigest !== null && account.inputsDigest !== digest
}

/** Writes down what happens on an attempt's way. */
export function noteAttempt(log: Log, { stage, fence, note }: Extract<Command, { type: 'note-attempt' }>): Decided {
  const found = findStage(log, stage)
  const running = found === undefined ? undefined : runningAt(found.stageRun, fence)
  if (running === undefined) return err({ code: 'attempt-over', stage })
  if (running.notes >= NOTES_MAX) return err({ code: 'notes-exhausted', stage, notesMax: NOTES_MAX })
  record(log, { type: 'attempt-noted', stage, note })
  return DONE
}

/** Takes a result, or books it as late when its attempt is over. */
export function reportAttempt(log: Log, command: ReportAttempt): Decided {
  const found = findStage(log, command.stage)
  if (found === undefined) return err({ code: 'stage-unknown', stage: command.stage })
  const { stage, stageRun } = found
  const running = runningAt(stageRun, command.fence)
  if (running === undefined) return ok(bookLate(log, command))
  if (command.result.type === 'failed')
    return ok(missed(log, stage, { running, error: command.result.error, jitter: command.jitter }))
  const { salt, jitter, coin, ruling } = command
  const judging = { coin, ruling: ruling ?? null }
  return ok(answered(log, stage, { running, answer: command.result.answer, salt, jitter, judging }))
}

function bookLate(log: Log, { stage, fence, result }: ReportAttempt): void {
  const { cost, prices } = result.type === 'answered' ? result.answer : result.error
  record(log, { type: 'attempt-late', stage, fence, cost, ...(prices === undefined ? {} : { prices }) })
}

interface Missed extends Pick<Miss, 'running' | 'jitter'> {
  readonly error: AttemptError
}

function missed(log: Log, stage: PlannedStage, { running, jitter, error }: Missed): void {
  record(log, { type: 'attempt-failed', stage: stage.id, error })
  const { code, message, reach } = error
  followMiss(log, stage, { running, code, message, reach, jitter })
}

interface Answering {
  readonly running: Running
  readonly answer: Answer
  readonly salt: string
  readonly jitter: number
  readonly judging: Omit<AtGate, 'answer'>
}

function answered(log: Log, stage: PlannedStage, { running, answer, salt, jitter, judging }: Answering): void {
  if (running.step === 'review') {
    record(log, { type: 'review-answered', stage: stage.id, answer, salt })
    judgeAnswer(log, stage, judging)
    return
  }
  const problem = answerProblem(stage, answer)
  if (problem === undefined) {
    record(log, { type: 'attempt-answered', stage: stage.id, answer, salt })
    judgeAnswer(log, stage, judging)
  } else {
    missed(log, stage, { running, jitter, error: problem })
  }
}

/** The process that performed the attempt is gone: what it did is unknown. */
export function loseAttempt(log: Log, command: Extract<Command, { readonly type: 'lose-attempt' }>): Decided {
  const found = findStage(log, command.stage)
  const running = found === undefined ? undefined : runningAt(found.stageRun, command.fence)
  if (found === undefined || running === undefined) return DONE
  record(log, { type: 'attempt-lost', stage: command.stage })
  const message = 'The program stopped while this was being done.'
  followMiss(log, found.stage, {
    running,
    code: 'lost',
    message,
    reach: 'unknown',
    jitter: command.jitter,
  })
  return DONE
}

function runningAt({ state }: StageRun, fence: number): Running | undefined {
  return state.status === 'running' && state.fence === fence ? state : undefined
}

export interface FoundStage {
  readonly stage: PlannedStage
  readonly stageRun: StageRun
}

export function findStage({ run }: Log, id: StageId): FoundStage | undefined {
  const index = planIndex(run.plan).indexOf.get(id)
  return index === undefined ? undefined : { stage: plannedAt(run.plan, index), stageRun: stageAt(run.stages, index) }
}
