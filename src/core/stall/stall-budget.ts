import type { Interval } from './wilson-interval.ts'
import { wilsonInterval } from './wilson-interval.ts'

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

export interface StallBudget extends StallCounts {
  /** From 0 to 1; null: `of` is 0. */
  readonly share: number | null
  readonly interval: Interval | null
  /** How many of these runs might have stalled. */
  readonly allowed: number
  /** Nothing is left of it. */
  readonly isSpent: boolean
}

export function stallBudget({ stalled, of }: StallCounts): StallBudget {
  const allowed = Math.floor(of / RUNS_PER_STALL)
  return {
    stalled,
    of,
    share: of === 0 ? null : stalled / of,
    interval: wilsonInterval(stalled, of),
    allowed,
    isSpent: stalled > 0 && stalled >= allowed,
  }
}

/** Of several WorkCharts together: a run belongs to one of them. */
export function sumStalls(counts: readonly StallCounts[]): StallCounts {
  return counts.reduce((sum, { stalled, of }) => ({ stalled: sum.stalled + stalled, of: sum.of + of }), NONE)
}

const NONE: StallCounts = { stalled: 0, of: 0 }
