import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeTask } from './change-task.ts'

export interface AskOptions extends JsonOption {
  readonly of: string
  readonly text: string
}

export function askAboutTask(
  session: Connected,
  typed: string,
  { of, text, ...options }: AskOptions,
): Promise<Outcome> {
  return changeTask(session, { typed, verb: 'ask', body: { of, text }, done: `Asked ${of}` }, options)
}
