import type { RunOutcome } from '../run-event.ts'

/** How a run ended, as people read it. */
export const OUTCOME_WORDS = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  rejected: 'Rejected',
  canceled: 'Canceled',
} as const satisfies Record<RunOutcome, string>
