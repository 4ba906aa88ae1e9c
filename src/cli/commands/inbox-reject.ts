import type { Connected, Outcome } from '../session.ts'
import type { DecideOptions } from './change-task.ts'
import { decideTask } from './change-task.ts'

export function rejectTask(session: Connected, typed: string, options: DecideOptions): Promise<Outcome> {
  return decideTask(session, { typed, answer: { type: 'reject', note: options.note }, done: 'Rejected' }, options)
}
