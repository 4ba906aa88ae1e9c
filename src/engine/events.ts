import type { Result } from '../core/basics/result.ts'
import type { CloudEvent } from '../core/event/cloud-event.ts'
import type { FiringOutcome } from './trigger-row.ts'

/** Takes events, and starts what waits for them. */
export interface Events {
  /**
   * What each trigger did that the event concerns, once all of it is stored. The same event, sent again, starts nothing
   * and has the same answer.
   */
  readonly receive: (order: EventOrder) => Promise<Result<readonly EventAnswer[], EventProblem>>
}

export interface EventOrder {
  readonly event: CloudEvent
  /** The one trigger that it was sent to; null: whichever listens. */
  readonly only: string | null
  /** How many runs stand before one that it starts, in a chain of WorkCharts that start each other; 0: it came from outside. */
  readonly depth: number
}

export interface EventAnswer {
  readonly trigger: string
  /** `known`: it was decided before. */
  readonly heard: 'new' | 'known'
  readonly outcome: EventOutcome
}

type EventOutcome =
  | Exclude<FiringOutcome, { readonly type: 'waiting' }>
  /** Nothing was stored: it is off, paused, or waits for other events. */
  | { readonly type: 'not-listening'; readonly detail: string }

/** Events that wait for their turn. More than this at once is no traffic but a fault; senders try again. */
export const EVENTS_WAITING_MAX = 1_000

/** Nothing was decided. */
export interface EventProblem {
  /** `event-reserved`: only runs tell events of this type. */
  readonly code: 'events-busy' | 'event-reserved'
}
