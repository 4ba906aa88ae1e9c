import { chanceOfAtMost, clopperPearson } from '../basics/binomial.ts'
import type { Found, Promised } from './anytime-bound.ts'

/** An answer that a person looked at. */
export interface Labelled {
  /** The higher, the surer; any scale. */
  readonly score: number
  readonly isWrong: boolean
}

/** A limit that keeps what is promised, and what it rests on. */
export interface Certified extends Found {
  readonly cut: number
  /** But for `risk`, at most this share of what it lets through is wrong. */
  readonly atMost: number
}

/** How much of the labels, and how many times the fewest that could do, the first limit that is tried must have. */
const FIRST_SHARE = 0.4
const FIRST_TIMES = 1.6

/**
 * The loosest limit that keeps what is promised, by one look at labels whose number was fixed before: fixed-sequence
 * testing (Angelopoulos, Bates, Candès, Jordan and Lei, "Learn then Test", 2021) with exact binomial tails, from the
 * strictest limit down to the first that fails, which needs no correction for the number of limits. `cuts` must come
 * from other scores than these or from before their labels. Null: none.
 */
export function certifyOnce(
  cuts: readonly number[],
  labelled: readonly Labelled[],
  { target, risk }: Promised,
): Certified | null {
  const least = leastToLookAt(labelled.length, { target, risk })
  let certified: Certified | null = null
  for (const cut of cuts) {
    const { wrong, of } = foundAbove(cut, labelled)
    if (of < least) continue
    if (chanceOfAtMost(wrong, of, target) > risk) break
    certified = { cut, wrong, of, atMost: clopperPearson({ count: wrong, of, risk }) }
  }
  return certified
}

/** So many of the labels must be above the first limit that is tried. */
export function leastToLookAt(labels: number, promised: Promised): number {
  return Math.max(FIRST_TIMES * fewestLabels(promised), FIRST_SHARE * labels)
}

/** With none wrong among them. */
export function fewestLabels({ target, risk }: Promised): number {
  return Math.ceil(Math.log(risk) / Math.log1p(-target))
}

function foundAbove(cut: number, labelled: readonly Labelled[]): Found {
  const through = labelled.filter(({ score }) => score >= cut)
  return { wrong: through.filter(({ isWrong }) => isWrong).length, of: through.length }
}
