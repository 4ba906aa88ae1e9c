import type { RunId } from '../../core/run/ids.ts'
import type { AttemptRef, Delivery } from '../../engine/delivery.ts'
import type { Clock } from '../../engine/ports.ts'
import { createAlarm } from './alarm.ts'

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
