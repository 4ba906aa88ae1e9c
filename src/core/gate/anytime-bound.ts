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

/** Halvings of an interval from 0 to 1: it is then shorter than a billionth. */
const HALVINGS = 30

/**
 * But for a chance of `risk`, the true share is at most this at every moment at which somebody looks: the upper end of
 * the beta-binomial mixture confidence sequence (Howard, Ramdas, McAuliffe and Sekhon, 2021) with a = 1, b = 3 / target.
 */
export function anytimeAtMost({ wrong, of }: Found, { target, risk }: Promised): number {
  const b = 3 / target
  const mixture = logBeta(1 + wrong, b + of - wrong) - logBeta(1, b)
  const isRuledOut = (share: number): boolean =>
    mixture - wrong * Math.log(share) - (of - wrong) * Math.log1p(-share) >= -Math.log(risk)
  let [low, high] = [of === 0 ? 0 : wrong / of, 1]
  for (let halving = 0; halving < HALVINGS && low < 1; halving += 1) {
    const middle = (low + high) / 2
    if (isRuledOut(middle)) high = middle
    else low = middle
  }
  return high
}
