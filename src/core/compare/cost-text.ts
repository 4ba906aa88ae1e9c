import type { Cost } from '../run/cost.ts'

const MICRO = 1_000_000

/** What something cost, in words: `£0.008`, `about £0.008` where it was estimated, `no cost`, `not known`. */
export function costText(cost: Cost | null): string {
  if (cost === null) return 'not known'
  if (cost.basis === 'free') return 'no cost'
  const { currency, basis, microUnits } = cost
  // Small sums keep what would otherwise be rounded to nothing.
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumSignificantDigits: 3 })
  const sum = format.format(microUnits / MICRO)
  return basis === 'estimated' ? `about ${sum}` : sum
}
