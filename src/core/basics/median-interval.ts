import { chanceOfAtMost } from './binomial.ts'

export interface MedianInterval {
  readonly low: number
  readonly high: number
}

/**
 * Between which of the values the true median lies with at least 95 % certainty: those so far from the ends that chance
 * puts it outside in at most 2.5 % on each side. Null: they are fewer than six.
 */
export function medianInterval(values: readonly number[]): MedianInterval | null {
  const sorted = values.toSorted((one, other) => one - other)
  let outside = 0
  while (chanceOfAtMost(outside, sorted.length, 0.5) <= 0.025) outside += 1
  const [low, high] = [sorted[outside - 1], sorted[sorted.length - outside]]
  return low === undefined || high === undefined ? null : { low, high }
}
