import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeRun, printState } from './change-run.ts'

export async function pauseRun(session: Connected, typed: string, options: JsonOption): Promise<Outcome> {
  const state = await changeRun(session, { typed, verb: 'pause', body: {} })
  if (!state.ok) return state
  printState(session, state.value, options)
  return ok(EXIT.ok)
}
