import type { TriggerRow } from './trigger-row.ts'

/** Sees to what starts runs by itself, in the process that looks after all runs. */
export interface TriggerKeeper {
  /** Lets the instants of a schedule that have come lead to what they lead to. */
  readonly fire: (trigger: TriggerRow) => Promise<void>
  /** Makes the plans of what is due soon, so that they are there when its time comes. */
  readonly prepare: () => Promise<void>
  /** Starts the runs of instants that waited, as far as their turn has come. */
  readonly startWaiting: (trigger: TriggerRow) => Promise<void>
  /** Looks whether schedules are armed as they should be. `more`: it has not looked at all of them yet. */
  readonly reconcile: () => Promise<'done' | 'more'>
}
