import type { RetryFate } from '../retry-fates.ts'

/** What becomes of a stage in a retry, and why, as people read it. */
export const FATE_WORDS = {
  kept: 'kept as it is',
  unfinished: 'goes on: it was canceled before it ended',
  chosen: 'done again: it was chosen',
  new: 'done for the first time: it is new',
  changed: 'done again: the WorkChart says something else of it now',
  'other-inputs': 'done again: it is given something else, or its condition says otherwise',
  'after-another': 'done again: it comes after one that is',
} as const satisfies Record<RetryFate, string>
