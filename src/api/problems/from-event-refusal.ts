import type { EventRefusal } from '../../core/event/read-request.ts'
import { TOLD_PREFIX } from '../../core/run/told-by-runs.ts'
import type { EventProblem } from '../../engine/events.ts'
import { EVENTS_WAITING_MAX } from '../../engine/events.ts'
import type { ApiProblem } from './refuse.ts'

/** Why a request brought no event. */
export function fromEventRefusal(refusal: EventRefusal): ApiProblem {
  if (refusal.code !== 'event-invalid') return refusal
  const errors = refusal.flaws.map(({ attribute, detail }) => ({ pointer: `/${attribute}`, detail }))
  return { code: refusal.code, detail: NOT_TAKEN, errors }
}

const NOT_TAKEN = 'The event can not be taken, so nothing was started. Mend what is listed, then send it again.'

export function fromEventProblem({ code }: EventProblem): ApiProblem {
  return { code, detail: DETAILS[code] }
}

const DETAILS = {
  'events-busy': `${EVENTS_WAITING_MAX} events wait already, or the trigger is being changed. Send the event again in a moment.`,
  'event-reserved': `Events of a type that begins with \`${TOLD_PREFIX}\` are told by runs only. Send it as another type.`,
} as const satisfies Record<EventProblem['code'], string>
