import { leastShare } from '../basics/least-share.ts'
import { logBeta } from './log-gamma.ts'

/** So many wrong of so many that people looked at. */
export interface Found {
  readonly wrong: number
  readonly of: number
}

/** What is promised: at most this share wrong, but for this chance. Both above 0 and below 1. */
export interface Promised {
  readonly target: number
  readonly risk: number
}

/**
 * But for a chance of `risk`, the true share is at most this at every moment at which somebody looks: the upper end of
 * the beta-binomial mixture confidence sequence (Howard, Ramdas, McAuliffe and Sekhon, 2021) with a = 1, b = 3 / target.
 */
export function anytimeAtMost({ wrong, of }: Found, { target, risk }: Promised): number {
  const b = 3 / target
  const mixture = logBeta(1 + wrong, b + of - wrong) - logBeta(1, b)
  const isRuledOut = (share: number): boolean =>
    mixture - wrong * Math.log(share) - (of - wrong) * Math.log1p(-share) >= -Math.log(risk)
  return leastShare(of === 0 ? 0 : wrong / of, isRuledOut)
}
