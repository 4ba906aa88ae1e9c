import type { JsonObject } from '../../core/basics/json.ts'
import type { AttemptError, AttemptResult } from '../../core/run/answer.ts'

/** Something the author of a skill or the giver of its inputs can mend. */
export interface Refusal {
  /** Kebab-case, stable. */
  readonly code: string
  /** One sentence: what is wrong and what to do. */
  readonly message: string
}

/** What a built-in skill gives back. Built-in skills cost nothing and make no files. */
export interface BuiltinAnswer {
  readonly outputs: JsonObject
  /** Null where the skill can not know. */
  readonly confidence: number | null
  readonly summary: string
}

export function answered(answer: BuiltinAnswer): AttemptResult {
  return { type: 'answered', answer: { ...answer, cost: { basis: 'free' }, artifacts: [] } }
}

/** The skill said no: trying the same again gets the same. */
export function refused(refusal: Refusal): AttemptResult {
  return failed(refusal, 'answered')
}

export function failed({ code, message }: Refusal, reach: AttemptError['reach']): AttemptResult {
  return { type: 'failed', error: { code, message, reach, cost: { basis: 'free' } } }
}
