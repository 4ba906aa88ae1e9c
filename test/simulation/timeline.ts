import { setImmediate } from 'node:timers/promises'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'

/** Rounds of the event loop without anything happening after which nothing more will happen by itself. */
const QUIET_ROUNDS = 3

/** Time that passes only from one planned event to the next. */
export interface Timeline {
  readonly now: () => Timestamp
  /** Plans something. Returns how to take it back. */
  readonly after: (ms: number, act: () => void) => () => void
  /** Something happened: what follows from it is waited for before time goes on. */
  readonly stir: () => void
  /** Puts the clock forward. What was planned for the time between happens now, late. */
  readonly jump: (ms: number) => void
  /** Lets everything happen that is planned up to then, in the order of its time. */
  readonly runUntil: (end: Timestamp) => Promise<void>
}

interface Planned {
  readonly at: Timestamp
  readonly act: () => void
}

export function createTimeline(start: Timestamp): Timeline {
  const planned: Planned[] = []
  let [now, stirs] = [start, 0]
  const stir = (): void => {
    stirs += 1
  }
  const settle = async (): Promise<void> => {
    for (let [quiet, seen] = [0, stirs]; quiet < QUIET_ROUNDS; seen = stirs) {
      await setImmediate()
      quiet = stirs === seen ? quiet + 1 : 0
    }
  }
  const happen = async ({ at, act }: Planned): Promise<void> => {
    now = at > now ? at : now
    act()
    await settle()
  }
  const runUntil = async (end: Timestamp): Promise<void> => {
    await settle()
    for (let [next] = planned; next !== undefined && next.at <= end; [next] = planned) {
      planned.shift()
      await happen(next)
    }
    now = end > now ? end : now
  }
  const jump = (ms: number): void => {
    now = addMs(now, ms)
  }
  return { now: () => now, after: (ms, act) => plan(planned, { at: addMs(now, ms), act }), stir, jump, runUntil }
}

/** Of two events for the same time, the one that was planned first comes first. */
function plan(planned: Planned[], event: Planned): () => void {
  const later = planned.findLastIndex(({ at }) => at <= event.at) + 1
  planned.splice(later, 0, event)
  return () => {
    const place = planned.indexOf(event)
    if (place !== -1) planned.splice(place, 1)
  }
}
