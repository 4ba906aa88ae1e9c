import { known } from '../basics/known.ts'

/** How many places for a limit are looked at. */
const CUTS_MAX = 20

/**
 * Places for a limit, the strictest first: from scores of which nobody knows yet whether they were right, at equal steps
 * of the share let through. Each is a score that was given, so equal scores are never parted; none is there twice.
 */
export function cutsOf(scores: readonly number[], most: number = CUTS_MAX): readonly number[] {
  const sorted = scores.toSorted((left, right) => right - left)
  const steps = Array.from({ length: Math.min(most, sorted.length) }, (_, index) => index + 1)
  const places = steps.map((step) => known(sorted[Math.ceil((step * sorted.length) / steps.length) - 1]))
  return [...new Set(places)]
}

/** A stricter limit has too few answers to be judged soon. */
export const FIRST_SHARE = 0.4

/** Those that let through enough to begin with: what comes before would have to be certified before them. */
export function cutsToBeginWith(scores: readonly number[]): readonly number[] {
  return cutsOf(scores).filter((cut) => shareThrough(cut, scores) >= FIRST_SHARE)
}

function shareThrough(cut: number, scores: readonly number[]): number {
  return scores.filter((score) => score >= cut).length / scores.length
}
