import type { Timestamp } from '../basics/timestamp.ts'
import { evolve } from './evolve.ts'
import type { Run } from './run.ts'
import type { LaterEvent, RunFact, RunStarted } from './run-event.ts'

export type LaterFact = Exclude<RunFact, RunStarted>

/**
 * The facts one decision adds, and the run as they leave it. The only thing in the core that changes in place: it lives
 * inside one decision, so that each fact can build on those before it.
 */
export interface Log {
  run: Run
  readonly now: Timestamp
  readonly events: LaterEvent[]
  /** The run as each of the events left it. */
  readonly states: Run[]
}

export function openLog(run: Run, now: Timestamp): Log {
  return { run, now, events: [], states: [] }
}

export function record(log: Log, fact: LaterFact): void {
  const event: LaterEvent = { ...fact, at: log.now }
  log.run = evolve(log.run, event)
  log.events.push(event)
  log.states.push(log.run)
}
