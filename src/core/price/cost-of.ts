import type { Cost } from '../run/cost.ts'
import type { TokenUsage } from '../run/token-usage.ts'
import type { Decimal } from './decimal.ts'
import { toUnits, UNITS } from './decimal.ts'
import type { PriceRow } from './price-book.ts'

/**
 * What the tokens cost by this row, to the nearest micro-unit; no fraction is lost on the way. Null: a count that the
 * price depends on is not known, or the counts contradict each other.
 */
export function costOf(row: PriceRow, tokens: TokenUsage): Cost | null {
  const parts = partsOf(row, tokens)
  if (parts === null || parts.some(({ count }) => !Number.isSafeInteger(count) || count < 0)) return null
  // Money for a million tokens is micro-units for one.
  const units = parts.reduce((sum, { count, price }) => sum + BigInt(count) * toUnits(price), 0n)
  const microUnits = Number((units + UNITS / 2n) / UNITS)
  return Number.isSafeInteger(microUnits) ? { basis: 'estimated', currency: row.currency, microUnits } : null
}

interface Part {
  readonly count: number
  readonly price: Decimal
}

/** Input includes what came from and went to a cache, output includes reasoning: each token is counted once. */
function partsOf(row: PriceRow, { input, output, cacheRead, cacheWrite }: TokenUsage): readonly Part[] | null {
  const read = cached(row.cacheRead, cacheRead)
  const written = cached(row.cacheWrite, cacheWrite)
  if (input === null || output === null || read === null || written === null) return null
  const plain = { count: input - read.count - written.count, price: row.input }
  return [
    plain,
    ...[read, written].map(({ count, price }) => ({ count, price: price ?? row.input })),
    { count: output, price: row.output },
  ]
}

/** Without a price of its own it is input like any other, so nobody has to know how much it was. */
function cached(
  price: Decimal | null,
  count: number | null,
): { readonly count: number; readonly price: Decimal | null } | null {
  if (price === null) return { count: 0, price }
  return count === null ? null : { count, price }
}
