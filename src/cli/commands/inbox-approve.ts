import type { Connected, Outcome } from '../session.ts'
import type { DecideOptions } from './change-task.ts'
import { decideTask } from './change-task.ts'

export function approveTask(session: Connected, typed: string, options: DecideOptions): Promise<Outcome> {
  return decideTask(session, { typed, answer: { type: 'approve', note: options.note }, done: 'Approved' }, options)
}
