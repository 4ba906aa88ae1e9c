import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeRun, printState } from './change-run.ts'
import { changeSeveral } from './change-several-runs.ts'

export interface CancelOptions extends JsonOption {
  readonly note?: string
}

export async function cancelRuns(
  session: Connected,
  typed: readonly string[],
  options: CancelOptions,
): Promise<Outcome> {
  const body = { note: options.note }
  const [only = ''] = typed
  if (typed.length > 1) return await changeSeveral(session, { typed, verb: 'cancel', body }, options)
  const state = await changeRun(session, { typed: only, verb: 'cancel', body })
  if (!state.ok) return state
  printState(session, state.value, options)
  return ok(EXIT.ok)
}
