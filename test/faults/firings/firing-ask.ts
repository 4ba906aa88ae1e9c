import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { addMs, timestamp } from '../../../src/core/basics/timestamp.ts'
import type { Random } from '../../support/seeded.ts'
import { pick } from '../../support/seeded.ts'

/** What is asked of the triggers of a house. Asked again, each of it is the same. */
export type FiringAsk =
  /** It is this minute now: all instants of the schedule up to it are to be decided. */
  | { readonly type: 'minute'; readonly at: Timestamp }
  | { readonly type: 'event'; readonly number: number }
  /** Both included. */
  | { readonly type: 'backfill'; readonly from: Timestamp; readonly to: Timestamp }

const MINUTE_MS = 60_000
/** The minutes of its schedule are told to a house; they lie ahead of any clock, so that none is missed by itself. */
const OPENED = timestamp(Date.UTC(2040, 0, 1))
/** What is filled in lies before, and never so far back that it has an end. */
const PAST = addMs(OPENED, -400 * 24 * 60 * MINUTE_MS)

/** Minutes from the opening of a house on. */
export function minuteOf(number: number): Timestamp {
  return addMs(OPENED, number * MINUTE_MS)
}

/** Whether an instant was there only to be filled in. */
export function isPast(instant: Timestamp): boolean {
  return instant <= OPENED
}

export function minutesBetween(from: Timestamp, to: Timestamp): readonly Timestamp[] {
  const count = Math.max(0, Math.floor((to - from) / MINUTE_MS) + 1)
  return Array.from({ length: count }, (_, index) => addMs(from, index * MINUTE_MS))
}

/** How far somebody has come with asking. */
export interface AskedSoFar {
  minute: number
  filled: number
  events: number
}

export function nothingAsked(): AskedSoFar {
  return { minute: 0, filled: 0, events: 0 }
}

/** More than one minute at a time, so that some are missed; some events come again. */
const MINUTES_AT_ONCE_MAX = 3
const KNOWN_EVENTS_SHARE = 0.25

export function nextFiringAsk(asked: AskedSoFar, random: Random): FiringAsk {
  const kind = pick(['minute', 'event', 'event', 'backfill'] as const, random)
  const some = 1 + Math.floor(random() * MINUTES_AT_ONCE_MAX)
  switch (kind) {
    case 'minute':
      return nextMinute(asked, some)
    case 'event':
      return { type: 'event', number: eventNumber(asked, random) }
    case 'backfill':
      return nextBackfill(asked, some)
  }
}

export function nextMinute(asked: AskedSoFar, some = 1): FiringAsk {
  asked.minute += some
  return { type: 'minute', at: minuteOf(asked.minute) }
}

/** A range of instants after those that were filled in before. */
export function nextBackfill(asked: AskedSoFar, some: number): FiringAsk {
  const from = addMs(PAST, asked.filled * MINUTE_MS)
  asked.filled += some
  return { type: 'backfill', from, to: addMs(from, (some - 1) * MINUTE_MS) }
}

export function nextEvent(asked: AskedSoFar): FiringAsk {
  asked.events += 1
  return { type: 'event', number: asked.events }
}

function eventNumber(asked: AskedSoFar, random: Random): number {
  if (asked.events > 0 && random() < KNOWN_EVENTS_SHARE) return 1 + Math.floor(random() * asked.events)
  asked.events += 1
  return asked.events
}
