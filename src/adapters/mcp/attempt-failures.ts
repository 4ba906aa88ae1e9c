import type { AttemptError, AttemptResult } from '../../core/run/answer.ts'

/** Nothing was asked of the tool, so nothing was paid. */
export function notBegun(code: string, message: string): AttemptResult {
  return { type: 'failed', error: { code, message, reach: 'not-begun', cost: { basis: 'free' } } }
}

/** The tool was called. No server says what that costs. */
export function called(reach: 'answered' | 'unknown', code: string, message: string): AttemptResult {
  const error: AttemptError = { code, message, reach, cost: null }
  return { type: 'failed', error }
}
