import { err } from '../../core/basics/result.ts'
import { usageFailure } from '../cli-failure.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeRun, settleHere } from './change-run.ts'
import { changeSeveral } from './change-several-runs.ts'

export interface RetryOptions extends JsonOption {
  /** Absent: the stage that failed. */
  readonly from?: string
}

/** The new runs are the ones that are printed. */
export async function retryRuns(session: Connected, typed: readonly string[], options: RetryOptions): Promise<Outcome> {
  const [only = ''] = typed
  if (typed.length > 1) return await retrySeveral(session, typed, options)
  const state = await changeRun(session, { typed: only, verb: 'retry', body: { from: options.from } })
  if (!state.ok) return state
  return await settleHere(session, state.value, options)
}

async function retrySeveral(session: Connected, typed: readonly string[], options: RetryOptions): Promise<Outcome> {
  if (options.from !== undefined) return err(FROM_FOR_ONE)
  return await changeSeveral(session, { typed, verb: 'retry', body: {} }, options)
}

const FROM_FOR_ONE = usageFailure(
  'from-for-one',
  '`--from` names a stage of one run, and several were named.',
  'Leave it out to take each up where it failed, or name one run.',
)
