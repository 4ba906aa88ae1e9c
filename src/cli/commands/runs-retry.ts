import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeRun, settleHere } from './change-run.ts'

/** The new run is the one that is printed. */
export async function retryRun(
  session: Connected,
  typed: string,
  options: JsonOption & { readonly from: string },
): Promise<Outcome> {
  const state = await changeRun(session, { typed, verb: 'retry', body: { from: options.from } })
  if (!state.ok) return state
  return await settleHere(session, state.value, options)
}
