import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { changeTask } from './change-task.ts'

export interface ReassignOptions extends JsonOption {
  readonly people: readonly string[]
  readonly note?: string
}

export function reassignTask(session: Connected, typed: string, options: ReassignOptions): Promise<Outcome> {
  const { people, note } = options
  const body = { to: people.map(toReference), note }
  return changeTask(session, { typed, verb: 'reassign', body, done: `Given to ${people.join(', ')}` }, options)
}

/** `support-lead` is short for `human:support-lead`. */
function toReference(person: string): string {
  return person.includes(':') ? person : `human:${person}`
}
