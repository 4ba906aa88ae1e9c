import { assertNever } from '../basics/assert-never.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { answerTask } from './answer-task.ts'
import type { Decided } from './attempts.ts'
import { beginAttempt, loseAttempt, noteAttempt, reportAttempt } from './attempts.ts'
import {
  askInformation,
  claimTask,
  commentTask,
  giveInformation,
  reassignTask,
  releaseTask,
  requestCheck,
} from './change-task.ts'
import { claimBudget } from './claim-budget.ts'
import type { Command } from './command.ts'
import { cancelRun, pauseRun, resumeRun } from './control-run.ts'
import { eraseRun } from './erase-run.ts'
import { giveFile } from './give-file.ts'
import type { Log } from './log.ts'
import { openLog } from './log.ts'
import type { Refusal } from './refusal.ts'
import type { Run } from './run.ts'
import type { LaterEvent } from './run-event.ts'
import { timePassed } from './time-passed.ts'

/** What a decision adds to a run's history, and the run as it leaves it. No events: there was nothing to do. */
export interface Decision {
  readonly run: Run
  readonly events: readonly LaterEvent[]
  /** The run as each of the events leaves it. */
  readonly states: readonly Run[]
}

/** What every decision is lent. */
export interface Deciding {
  readonly now: Timestamp
  readonly sha256: Sha256
}

/** The facts a command adds to a run's history, or why it is refused. A refusal changes nothing. */
export function decide(run: Run, command: Command, { now, sha256 }: Deciding): Result<Decision, Refusal> {
  const log = openLog(run, now)
  const decided = carryOut(log, command, sha256)
  return decided.ok ? ok({ run: log.run, events: log.events, states: log.states }) : err(decided.error)
}

function carryOut(log: Log, command: Command, sha256: Sha256): Decided {
  switch (command.type) {
    case 'begin-attempt':
      return beginAttempt(log, command)
    case 'note-attempt':
      return noteAttempt(log, command)
    case 'claim-budget':
      return claimBudget(log, command)
    case 'report-attempt':
      return reportAttempt(log, command)
    case 'lose-attempt':
      return loseAttempt(log, command)
    case 'claim-task':
      return claimTask(log, command)
    case 'release-task':
      return releaseTask(log, command)
    case 'reassign-task':
      return reassignTask(log, command)
    case 'comment-task':
      return commentTask(log, command)
    case 'ask-information':
      return askInformation(log, command)
    case 'give-information':
      return giveInformation(log, command)
    case 'give-file':
      return giveFile(log, command)
    case 'answer-task':
      return answerTask(log, command, sha256)
    case 'request-check':
      return requestCheck(log, command)
    case 'time-passed':
      return ok(timePassed(log, command.jitter))
    case 'cancel-run':
      return cancelRun(log, command)
    case 'pause-run':
      return pauseRun(log, command)
    case 'resume-run':
      return resumeRun(log, command)
    case 'erase-run':
      return eraseRun(log, command)
    default:
      return assertNever(command)
  }
}
