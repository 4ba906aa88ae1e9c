import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { addMs, timestamp } from '../../../src/core/basics/timestamp.ts'
import type { Clock } from '../../../src/engine/ports.ts'

const DAY_MS = 86_400_000

/** Stands still until it is started, then goes on at the usual pace. */
export interface WaitingClock extends Clock {
  readonly start: () => void
}

/** Stands a day ahead: to a server on the same data, what waits for this clock is far from due. */
export function aWaitingClock(): WaitingClock {
  const standing = timestamp(Date.now() + DAY_MS)
  let startedAt: number | undefined
  return {
    now: (): Timestamp =>
      startedAt === undefined ? standing : addMs(standing, Math.round(performance.now() - startedAt)),
    start: () => {
      startedAt ??= performance.now()
    },
  }
}
