import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeTask } from './change-task.ts'

export function tellAboutTask(
  session: Connected,
  typed: string,
  { text, ...options }: JsonOption & { readonly text: string },
): Promise<Outcome> {
  return changeTask(session, { typed, verb: 'tell', body: { text }, done: 'Told' }, options)
}
