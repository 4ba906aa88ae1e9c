import { assertNever } from '../../../core/basics/assert-never.ts'
import type { Result } from '../../../core/basics/result.ts'
import { err } from '../../../core/basics/result.ts'
import type { ProgramConnection } from '../../../core/connection/connection.ts'
import type { AttemptError } from '../../../core/run/answer.ts'
import type { Assignment } from '../../../engine/ports.ts'
import type { Refusal } from '../attempt-results.ts'
import { withErrors } from '../command/last-words.ts'
import type { Ending } from '../command/run-program.ts'
import { notStarted } from './launch.ts'
import type { Heard } from './listen.ts'
import type { AgentReport } from './read-answer.ts'
import { readAnswerText, readReport } from './read-answer.ts'

/** How a program ended, and what it had told until then. */
export interface Worked {
  readonly ending: Ending
  readonly heard: Heard
}

export interface Asked {
  readonly connection: ProgramConnection
  readonly assignment: Assignment
  /** Of the attempt. */
  readonly signal: AbortSignal
}

/** Why there is no answer. */
export interface Miss {
  readonly refusal: Refusal
  readonly reach: AttemptError['reach']
}

/** The answer in what a program did and told. Only its final line counts, and only of a program that ended well. */
export function readEnding({ ending, heard }: Worked, asked: Asked): Result<AgentReport, Miss> {
  switch (ending.type) {
    case 'not-started':
      return err({ refusal: notStarted(asked.connection, ending.reason), reach: 'not-begun' })
    case 'killed':
      return err({ refusal: killedRefusal(ending, asked.signal), reach: 'unknown' })
    case 'exited':
      return ending.code === 0 ? readEnd(heard, asked) : answeredBadly(exitRefusal(ending, heard, asked))
    default:
      return assertNever(ending)
  }
}

function readEnd({ end, last }: Heard, { connection, assignment }: Asked): Result<AgentReport, Miss> {
  const word = end?.word
  switch (word?.type) {
    case undefined:
      return answeredBadly(noAnswer(connection))
    case 'error':
      return answeredBadly(errorRefusal(connection, word.message))
    case 'unreadable':
      return answeredBadly(invalid(connection, word.problem))
    case 'report':
      return toAnswer(readReport(word.report), connection)
    case 'text': {
      const expects = assignment.outputs === undefined ? 'anything' : 'schema'
      return toAnswer(readAnswerText(word.text ?? last ?? '', expects), connection)
    }
    default:
      return assertNever(word)
  }
}

function toAnswer(report: Result<AgentReport, string>, connection: ProgramConnection): Result<AgentReport, Miss> {
  return report.ok ? report : answeredBadly(invalid(connection, report.error))
}

function answeredBadly(refusal: Refusal): Result<never, Miss> {
  return err({ refusal, reach: 'answered' })
}

function noAnswer({ name, dialect }: ProgramConnection): Refusal {
  const mend = `Look whether the connection ${name} names the right program: it is read as "${dialect}".`
  return { code: 'program-no-answer', message: `The program ended without an answer. ${mend}` }
}

function invalid({ name }: ProgramConnection, problem: string): Refusal {
  return { code: 'output-invalid', message: `The answer of ${name} could not be read: ${problem}. Try it again.` }
}

function errorRefusal({ name }: ProgramConnection, message: string): Refusal {
  return withErrors({ code: 'program-error', message: `${name} gave up.` }, message)
}

/** What it told is nearer to what went wrong than what it wrote to its standard error. */
function exitRefusal(
  { code, errors }: Extract<Ending, { type: 'exited' }>,
  { end }: Heard,
  { connection }: Asked,
): Refusal {
  if (end?.word.type === 'error') return errorRefusal(connection, end.word.message)
  const [program = ''] = connection.argv
  return withErrors({ code: 'program-failed', message: `"${program}" ended with exit code ${code}.` }, errors)
}

function killedRefusal({ by, errors }: Extract<Ending, { type: 'killed' }>, signal: AbortSignal): Refusal {
  const isTalk = by === 'abort' && !signal.aborted
  return withErrors(isTalk ? TALKED : KILLED[by], errors)
}

const TALKED: Refusal = {
  code: 'program-stopped',
  message: 'The program was stopped: it had taken more steps than one try may take, and had no answer yet.',
}

const KILLED = {
  signal: {
    code: 'program-killed',
    message: 'The program was ended by a signal. Look at what it had done before trying again.',
  },
  abort: { code: 'interrupted', message: 'The program was stopped while it worked.' },
  flood: {
    code: 'output-too-large',
    message: 'The program told more than 100 MiB, or a line of more than 10 MiB, and was stopped.',
  },
} as const satisfies Record<Extract<Ending, { type: 'killed' }>['by'], Refusal>
