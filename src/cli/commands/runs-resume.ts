import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeRun, settleHere } from './change-run.ts'

export async function resumeRun(session: Connected, typed: string, options: JsonOption): Promise<Outcome> {
  const state = await changeRun(session, { typed, verb: 'resume', body: {} })
  if (!state.ok) return state
  return await settleHere(session, state.value, options)
}
