import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeTask } from './change-task.ts'

export function releaseTask(session: Connected, typed: string, options: JsonOption): Promise<Outcome> {
  return changeTask(session, { typed, verb: 'release', body: {}, done: 'Given back' }, options)
}
