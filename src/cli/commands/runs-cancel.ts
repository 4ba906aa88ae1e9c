import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeRun, printState } from './change-run.ts'

export async function cancelRun(
  session: Connected,
  typed: string,
  options: JsonOption & { readonly note?: string },
): Promise<Outcome> {
  const state = await changeRun(session, { typed, verb: 'cancel', body: { note: options.note } })
  if (!state.ok) return state
  printState(session, state.value, options)
  return ok(EXIT.ok)
}
