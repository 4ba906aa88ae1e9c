import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeTask } from './change-task.ts'

export function commentTask(
  session: Connected,
  typed: string,
  options: JsonOption & { readonly text: string },
): Promise<Outcome> {
  const body = { text: options.text }
  return changeTask(session, { typed, verb: 'comment', body, done: 'Written into its history' }, options)
}
