import { chanceOfAtMost } from '../basics/binomial.ts'
import type { Promised } from './anytime-bound.ts'
import { anytimeAtMost } from './anytime-bound.ts'

/** Of how many, with so many wrong among them, one look is enough (exact binomial tail). */
export function leastLabels(wrong: number, { target, risk }: Promised): number {
  return leastWhere((of) => chanceOfAtMost(wrong, of, target) <= risk, wrong + 1)
}

/** The same where somebody looks at every one as it comes. */
export function leastLabelsAnytime(wrong: number, promised: Promised): number {
  return leastWhere((of) => anytimeAtMost({ wrong, of }, promised) <= promised.target, wrong + 1)
}

/** The least number from `first` on that is enough, where every larger one is too. */
export function leastWhere(isEnough: (of: number) => boolean, first: number): number {
  let [low, high] = [first - 1, first]
  while (!isEnough(high)) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}

/**
 * The least share that any gate must send to people, where this share of all answers is wrong and at most `target` of
 * those let through may be: even one that lets through every right answer lets through (target / (1 − target)) wrong for
 * each. From `wrong` ≤ target · through + (1 − through).
 */
export function leastToPeople(wrong: number, target: number): number {
  return Math.max(0, (wrong - target) / (1 - target))
}
