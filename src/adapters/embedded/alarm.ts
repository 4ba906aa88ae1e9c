import type { Alarm } from '../../engine/delivery.ts'
import type { Clock } from '../../engine/ports.ts'

/**
 * The longest single timer. A timer knows nothing of a clock that is set while it runs: what is due once the clock is
 * right again waits no longer than this. (One of more than 24.8 days would fire at once.)
 */
const TIMER_MS_MAX = 30_000

/** One timer, for the earliest time that it was set for. */
export function createAlarm(clock: Clock): Alarm {
  let timer: NodeJS.Timeout | undefined
  let setFor = Number.POSITIVE_INFINITY
  let closed = false
  const arm = (at: number, wake: () => void): void => {
    clearTimeout(timer)
    setFor = at
    timer = setTimeout(() => ring(at, wake), Math.min(TIMER_MS_MAX, Math.max(0, at - clock.now())))
  }
  const ring = (at: number, wake: () => void): void => {
    if (at > clock.now()) {
      arm(at, wake)
    } else {
      setFor = Number.POSITIVE_INFINITY
      wake()
    }
  }
  return {
    set: (at, wake) => {
      if (!closed && at < setFor) arm(at, wake)
    },
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}
