/** One minus the confidence with which the bound holds. */
const DOUBT = 0.05

/**
 * The highest rate of failures that `n` independent cases without one leave believable, with 95 % confidence: the rate
 * at which so long a row of successes has a chance of 5 %. Close to 3 / n, the "rule of three". 1 where there was no
 * case at all.
 */
export function failureRateBound(n: number): number {
  return n === 0 ? 1 : -Math.expm1(Math.log(DOUBT) / n)
}
