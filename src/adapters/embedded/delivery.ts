import type { RunId } from '../../core/run/ids.ts'
import type { AttemptRef, Delivery } from '../../engine/delivery.ts'
import type { Clock } from '../../engine/ports.ts'

/**
 * The longest single timer. A timer knows nothing of a clock that is set while it runs: what is due once the clock is
 * right again waits no longer than this. (One of more than 24.8 days would fire at once.)
 */
const TIMER_MS_MAX = 30_000

interface Attempt {
  readonly ref: AttemptRef
  readonly stop: AbortController
  readonly done: Promise<void>
}

interface Attempts {
  readonly all: Set<Attempt>
  readonly byRun: Map<RunId, readonly Attempt[]>
}

/** Delivery inside one process: one timer for the earliest wake-up, and as many attempts at once as it has slots. */
export function createEmbeddedDelivery({ clock, slots }: { readonly clock: Clock; readonly slots: number }): Delivery {
  const attempts: Attempts = { all: new Set(), byRun: new Map() }
  const alarm = createAlarm(clock)
  return {
    freeSlots: () => Math.max(0, slots - attempts.all.size),
    perform: (ref, work) => perform(attempts, ref, work),
    stop: (run, isCurrent) => stopStale(attempts, run, isCurrent),
    wakeAt: alarm.set,
    idle: () => idle(attempts),
    close: async () => {
      alarm.close()
      for (const { stop } of attempts.all) stop.abort()
      await idle(attempts)
    },
  }
}

function perform(attempts: Attempts, ref: AttemptRef, work: (signal: AbortSignal) => Promise<void>): void {
  const stop = new AbortController()
  const done = work(stop.signal).finally(() => leave(attempts, attempt))
  const attempt: Attempt = { ref, stop, done }
  attempts.all.add(attempt)
  attempts.byRun.set(ref.run, [...(attempts.byRun.get(ref.run) ?? []), attempt])
}

function leave({ all, byRun }: Attempts, attempt: Attempt): void {
  all.delete(attempt)
  const { run } = attempt.ref
  const others = (byRun.get(run) ?? []).filter((other) => other !== attempt)
  if (others.length === 0) byRun.delete(run)
  else byRun.set(run, others)
}

async function idle({ all }: Attempts): Promise<void> {
  await Promise.allSettled([...all].map(({ done }) => done))
}

/** Asked after every commit of a run: it looks at that run's attempts and no others. */
function stopStale({ byRun }: Attempts, run: RunId, isCurrent: (attempt: AttemptRef) => boolean): void {
  for (const { ref, stop } of byRun.get(run) ?? []) if (!isCurrent(ref)) stop.abort()
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
