import type { RunId } from '../../core/run/ids.ts'
import type { AttemptRef, Delivery } from '../../engine/delivery.ts'
import type { Clock } from '../../engine/ports.ts'

/** The longest single timer: one of more than 24.8 days would fire at once, and a clock that is set is noticed sooner. */
const TIMER_MS_MAX = 60 * 60 * 1_000

interface Attempt {
  readonly ref: AttemptRef
  readonly stop: AbortController
  readonly done: Promise<void>
}

/** Delivery inside one process: one timer for the earliest wake-up, and as many attempts at once as it has slots. */
export function createEmbeddedDelivery({ clock, slots }: { readonly clock: Clock; readonly slots: number }): Delivery {
  const attempts = new Set<Attempt>()
  const alarm = createAlarm(clock)
  return {
    freeSlots: () => Math.max(0, slots - attempts.size),
    perform: (ref, work) => perform(attempts, ref, work),
    stop: (run, isCurrent) => stopStale(attempts, run, isCurrent),
    wakeAt: alarm.set,
    idle: () => idle(attempts),
    close: async () => {
      alarm.close()
      for (const { stop } of attempts) stop.abort()
      await idle(attempts)
    },
  }
}

function perform(attempts: Set<Attempt>, ref: AttemptRef, work: (signal: AbortSignal) => Promise<void>): void {
  const stop = new AbortController()
  const done = work(stop.signal).finally(() => attempts.delete(attempt))
  const attempt: Attempt = { ref, stop, done }
  attempts.add(attempt)
}

async function idle(attempts: ReadonlySet<Attempt>): Promise<void> {
  await Promise.allSettled([...attempts].map(({ done }) => done))
}

function stopStale(attempts: ReadonlySet<Attempt>, run: RunId, isCurrent: (attempt: AttemptRef) => boolean): void {
  for (const { ref, stop } of attempts) if (ref.run === run && !isCurrent(ref)) stop.abort()
}

interface Alarm {
  readonly set: Delivery['wakeAt']
  readonly close: () => void
}

function createAlarm(clock: Clock): Alarm {
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
