import type { Context } from 'hono'
import type { Problem, ProblemError } from '../contract/problem.ts'
import type { ErrorStatus, ProblemCode } from './problem-codes.ts'
import { PROBLEMS } from './problem-codes.ts'

/** Why something was not done. `detail`: what happened and what to do next. */
export interface ApiProblem {
  readonly code: ProblemCode
  readonly detail: string
  readonly errors?: readonly ProblemError[]
}

/** Answers with problem details (RFC 9457). */
export function refuse(c: Context, { code, detail, errors = [] }: ApiProblem) {
  const { status, title } = PROBLEMS[code]
  const body: Problem = { type: `/problems/${code}`, title, status, detail, instance: c.req.path, code, errors }
  return c.json<Problem, ErrorStatus>(body, status, { 'content-type': 'application/problem+json' })
}
