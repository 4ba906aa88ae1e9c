import type { Refusal } from '../../core/run/refusal.ts'
import { explainRefusal } from '../../core/run/refusal.ts'
import type { OutputProblem } from '../../core/run/task-refusal.ts'
import type { ProblemError } from '../contract/problem.ts'
import type { ApiProblem } from './refuse.ts'

/** A run's refusal of a command, as the API answers it. */
export function fromRefusal(refusal: Refusal): ApiProblem {
  return { code: refusal.code, detail: explainRefusal(refusal), errors: errorsIn(refusal, '') }
}

/** What is wrong with single values; `base` is where they stand in the body. */
export function errorsIn(refusal: Refusal, base: string): readonly ProblemError[] {
  if (refusal.code === 'files-invalid') return pointing(refusal.problems, `${base}/files`)
  if (refusal.code !== 'inputs-invalid' && refusal.code !== 'outputs-invalid') return []
  return pointing(refusal.problems, base)
}

function pointing(problems: readonly OutputProblem[], base: string): readonly ProblemError[] {
  return problems.map(({ pointer, message }) => ({ pointer: `${base}${pointer}`, detail: message }))
}
