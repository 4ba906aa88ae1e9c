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

/** Halvings of an interval from 0 to 1: it is then shorter than a billionth. */
const HALVINGS = 30

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
  let [low, high] = [count / of, 1]
  for (let halving = 0; halving < HALVINGS && low < 1; halving += 1) {
    const middle = (low + high) / 2
    if (chanceOfAtMost(count, of, middle) > risk) low = middle
    else high = middle
  }
  return high
}
