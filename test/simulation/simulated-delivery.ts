import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import type { AttemptRef, Delivery } from '../../src/engine/delivery.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { Timeline } from './timeline.ts'

/** However late a wake-up comes or work is handed over. */
const LATE_MS_MAX = 10_000
const HANDED_OVER_MS_MAX = 20

export interface SimulatedDeliveryParts {
  readonly timeline: Timeline
  readonly slots: number
  readonly chance: Chance
  readonly faults: Pick<Faults, 'strikes'>
  /** Whether the process that it belongs to still runs. */
  readonly isRunning: () => boolean
}

interface Attempt {
  readonly ref: AttemptRef
  readonly stop: AbortController
  readonly done: Promise<void>
}

/** Delivery in simulated time: late, twice and out of turn, as often as the faults say. */
export function createSimulatedDelivery(parts: SimulatedDeliveryParts): Delivery {
  const attempts = new Set<Attempt>()
  const alarm = createAlarm(parts)
  const idle = async (): Promise<void> => void (await Promise.allSettled([...attempts].map(({ done }) => done)))
  return {
    freeSlots: () => Math.max(0, parts.slots - attempts.size),
    perform: (ref, work) => perform(parts, attempts, { ref, work }),
    stop: (run, isCurrent) => {
      for (const { ref, stop } of attempts) if (ref.run === run && !isCurrent(ref)) stop.abort()
    },
    wakeAt: alarm.set,
    idle,
    close: async () => {
      alarm.close()
      for (const { stop } of attempts) stop.abort()
      await idle()
    },
  }
}

interface Handing {
  readonly ref: AttemptRef
  readonly work: (signal: AbortSignal) => Promise<void>
}

/** The slot is taken at once; the work is handed over a little later. */
function perform(parts: SimulatedDeliveryParts, attempts: Set<Attempt>, { ref, work }: Handing): void {
  const { timeline, chance, isRunning } = parts
  const stop = new AbortController()
  const begun = new Promise<void>((resolve) => {
    timeline.after(chance.from(0, HANDED_OVER_MS_MAX), () => {
      if (isRunning()) resolve()
    })
  })
  const done = begun.then(() => work(stop.signal)).finally(() => attempts.delete(attempt))
  const attempt: Attempt = { ref, stop, done }
  attempts.add(attempt)
}

interface Alarm {
  readonly set: Delivery['wakeAt']
  readonly close: () => void
}

/**
 * A wake-up can be lost only beside a later one that is kept: that the one timer of a process is kept is promised by the
 * system. The engine finds what was lost when it looks the next time.
 */
function createAlarm({ timeline, chance, faults, isRunning }: SimulatedDeliveryParts): Alarm {
  let pending: { readonly at: Timestamp; readonly cancel: () => void } | undefined
  let closed = false
  const ring = (wake: () => void): void => {
    if (!isRunning() || closed) return
    timeline.stir()
    wake()
  }
  const arm = (at: Timestamp, wake: () => void): void => {
    const late = faults.strikes('a wake-up that comes late') ? chance.from(1, LATE_MS_MAX) : 0
    const cancel = timeline.after(Math.max(0, at - timeline.now()) + late, () => {
      pending = undefined
      ring(wake)
      if (faults.strikes('a wake-up that comes twice')) timeline.after(chance.from(0, LATE_MS_MAX), () => ring(wake))
    })
    pending = { at, cancel }
  }
  return {
    set: (at, wake) => {
      if (closed || (pending !== undefined && at >= pending.at)) return
      if (pending !== undefined && faults.strikes('a wake-up that is lost')) return
      pending?.cancel()
      arm(at, wake)
    },
    close: () => {
      closed = true
      pending?.cancel()
    },
  }
}
