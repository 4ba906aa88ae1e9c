import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeTask } from './change-task.ts'

export function claimTask(session: Connected, typed: string, options: JsonOption): Promise<Outcome> {
  return changeTask(session, { typed, verb: 'claim', body: {}, done: 'Taken by you' }, options)
}
