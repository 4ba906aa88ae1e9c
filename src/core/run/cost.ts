/**
 * What a call cost. Unknown is null, never 0: `free` is a capability that is known to cost nothing.
 * Money is in micro-units of the currency (1 GBP = 1,000,000).
 */
export type Cost =
  | { readonly basis: 'free' }
  | { readonly basis: 'reported' | 'estimated'; readonly currency: string; readonly microUnits: number }

/** The sum of costs, or null as soon as one is unknown or the currencies differ. */
export function sumCosts(costs: readonly (Cost | null)[]): Cost | null {
  return costs.reduce<Cost | null>(addCost, { basis: 'free' })
}

function addCost(left: Cost | null, right: Cost | null): Cost | null {
  if (left === null || right === null) return null
  if (left.basis === 'free') return right
  if (right.basis === 'free') return left
  if (left.currency !== right.currency) return null
  const basis = left.basis === 'estimated' || right.basis === 'estimated' ? 'estimated' : 'reported'
  return { basis, currency: left.currency, microUnits: left.microUnits + right.microUnits }
}
