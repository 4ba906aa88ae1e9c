import { leastShare } from './least-share.ts'

/** The chance of at most `count` of `of`, each with the chance `p` (above 0 and below 1). */
export function chanceOfAtMost(count: number, of: number, p: number): number {
  const odds = Math.log(p) - Math.log1p(-p)
  let term = of * Math.log1p(-p)
  let total = Math.exp(term)
  for (let each = 1; each <= count; each += 1) {
    term += Math.log((of - each + 1) / each) + odds
    total += Math.exp(term)
  }
  return Math.min(1, total)
}

/** What a bound may be wrong by where nobody says otherwise: it holds with 95 % certainty. */
const USUAL_RISK = 0.05

/**
 * But for a chance of `risk`, the true share is at most this (Clopper and Pearson, 1934: exact, one-sided). Null: of
 * nothing it is not known.
 */
export function atMostShare(count: number, of: number, risk = USUAL_RISK): number | null {
  return of === 0 ? null : clopperPearson({ count, of, risk })
}

/** The same where there is something: `of` is above 0. */
export function clopperPearson({ count, of, risk }: { readonly [part in 'count' | 'of' | 'risk']: number }): number {
  return leastShare(count / of, (share) => chanceOfAtMost(count, of, share) <= risk)
}
