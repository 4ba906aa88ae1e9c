import type { Problem, ProblemError } from '../api/contract/problem.ts'
import type { CliFailure, FailureDetail } from './cli-failure.ts'
import type { ExitCode } from './exit-code.ts'
import { EXIT } from './exit-code.ts'

/** What the API refused, as a command reports it. */
export function toFailure({ code, status, detail, errors }: Problem): CliFailure {
  const [message = detail, ...rest] = detail.split(SENTENCE_ENDS)
  return {
    exit: exitFor(code, status),
    code,
    message,
    details: errors.map(toDetail),
    ...(rest.length === 0 ? {} : { help: rest.join(' ') }),
  }
}

/** A problem's `detail` says in its first sentence what happened and in the rest what to do next. */
const SENTENCE_ENDS = /(?<=[.?!]) +(?=\S)/

/** What is wrong with a document or its plan, whatever the status it came with. */
const INVALID_CODES: ReadonlySet<string> = new Set([
  'workflow-invalid',
  'plan-incomplete',
  'not-yet-executed',
  'overrides-invalid',
  'prices-invalid',
])

function exitFor(code: string, status: number): ExitCode {
  if (INVALID_CODES.has(code)) return EXIT.invalid
  return EXIT_BY_STATUS.get(status) ?? EXIT.failed
}

const EXIT_BY_STATUS: ReadonlyMap<number, ExitCode> = new Map([
  [400, EXIT.usage],
  [401, EXIT.refused],
  [403, EXIT.refused],
  [404, EXIT.notFound],
  [409, EXIT.refused],
  [412, EXIT.refused],
  [413, EXIT.usage],
  [415, EXIT.usage],
  [422, EXIT.usage],
])

function toDetail({ detail, pointer, file, line, column }: ProblemError): FailureDetail {
  if (file === undefined) return { message: detail, pointer }
  return { message: detail, pointer, place: { file, line: line ?? 1, column: column ?? 1 } }
}
