import type { Share } from '../basics/share.ts'
import { shareOf } from '../basics/share.ts'

/** One run of so many may stall: 5 %. */
const RUNS_PER_STALL = 20

/** What is allowed, from 0 to 1. */
export const STALL_SHARE_MAX = 1 / RUNS_PER_STALL

/** Runs of the last `STALL_DAYS` days. */
export interface StallCounts {
  /** Those that stalled. */
  readonly stalled: number
  /** Those that finished or stalled. */
  readonly of: number
}

/** `share` is with its 95 % interval from `low` to `high`. */
export interface StallBudget extends StallCounts, Pick<Share, 'share' | 'low' | 'high'> {
  /** How many of these runs might have stalled. */
  readonly allowed: number
  /** Nothing is left of it. */
  readonly isSpent: boolean
}

export function stallBudget({ stalled, of }: StallCounts): StallBudget {
  const allowed = stallsAllowed(of)
  const { share, low, high } = shareOf(stalled, of)
  return { stalled, of, share, low, high, allowed, isSpent: stalled > 0 && stalled >= allowed }
}

/** How many of so many runs may stall. */
export function stallsAllowed(of: number): number {
  return Math.floor(of / RUNS_PER_STALL)
}

/** Of several WorkCharts together: a run belongs to one of them. */
export function sumStalls(counts: readonly StallCounts[]): StallCounts {
  return counts.reduce((sum, { stalled, of }) => ({ stalled: sum.stalled + stalled, of: sum.of + of }), NONE)
}

const NONE: StallCounts = { stalled: 0, of: 0 }
