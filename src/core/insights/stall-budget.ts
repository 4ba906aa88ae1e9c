import { atMostShare } from '../basics/binomial.ts'
import type { Share } from '../basics/share.ts'
import { shareOf } from '../basics/share.ts'
import { STALL_SHARE_MAX, stallsAllowed } from '../stall/stall-budget.ts'
import { sumsOf } from './sums.ts'
import type { TallySum } from './tally.ts'
import { countOf } from './tally.ts'

export interface StallBudget {
  /** Runs that stalled, of those that ended or stand still now. */
  readonly share: Share
  readonly atMost: number
  /** Runs that may have stalled, of so many. */
  readonly allowed: number
  readonly openNow: number
  /** With 95 % certainty no more than this share of runs stalls; null: none ended. */
  readonly surelyAtMost: number | null
}

/** `openNow`: open runs that stand still. An open run that goes on is judged when it ends. */
export function stallBudget(sums: readonly TallySum[], openNow: number): StallBudget {
  const share = stallShare(sums, openNow)
  return {
    share,
    atMost: STALL_SHARE_MAX,
    allowed: stallsAllowed(share.of),
    openNow,
    surelyAtMost: atMostShare(share.count, share.of),
  }
}

export function stallShare(sums: readonly TallySum[], openNow: number): Share {
  const ended = sumsOf(sums, 'run')
  const stalled = ended.filter(({ group }) => group.stall === 'stalled')
  return shareOf(countOf(stalled) + openNow, countOf(ended) + openNow)
}
