import type { RunStatus } from './run.ts'
import { OPEN_STATUSES } from './run.ts'

/** So many runs are canceled or retried with one call: more nobody has looked at. */
export const RUNS_CHANGED_MAX = 200

/** What can be done to several runs at once. */
export type RunsChange = 'cancel' | 'retry'

/** Whether a run in this state can be changed so. It is judged again when it is done: a run goes on meanwhile. */
export function canChange(change: RunsChange, status: RunStatus): boolean {
  return change === 'cancel' ? OPEN_STATUSES.some((open) => open === status) : status === 'failed'
}
