import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Transition } from './store.ts'

/** A run that waits for a slot needs no clock: it is handed on when one is free. */
export function wakeTimes({ run, triggers = [] }: Transition): Timestamp[] {
  const times = [run?.row.nextWakeAt, run?.row.readySince, ...triggers.map((trigger) => trigger.nextFireAt)]
  return times.filter((at) => at !== null && at !== undefined && at !== run?.row.updatedAt) as Timestamp[]
}

/** An instant waits from now on, or the run has ended that one may have waited for. */
export function mayLetStart({ run, firings = [] }: Transition): boolean {
  const hasEnded = run !== undefined && run.row.finishedAt !== null && run.row.cause.type === 'schedule'
  return hasEnded || firings.some(({ outcome }) => outcome.type === 'waiting')
}
