import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { PriceBook, PriceRow } from '../../core/price/price-book.ts'
import { priceKey } from '../../core/price/price-book.ts'
import type { AddedPrices, PriceProblem } from '../../engine/price-ports.ts'
import { parsePrices } from './parse-prices.ts'

export interface MergedPrices extends AddedPrices {
  readonly text: string
}

/**
 * The text of a price file with rows added that say something new. What stands there stays, with its comments. A file
 * with problems is not touched.
 */
export function mergePrices(text: string, rows: PriceBook): Result<MergedPrices, readonly PriceProblem[]> {
  const { book, problems, document } = parsePrices(text)
  if (problems.length > 0) return err(problems)
  const known = new Map<string, PriceRow>()
  for (const row of book.toSorted(byDay)) known.set(priceKey(row), row)
  const wanted = rows.filter((row) => !saysTheSame(known.get(priceKey(row)), row))
  const { added = [], outdated = [] } = Object.groupBy(wanted, (row) =>
    isNewer(known.get(priceKey(row)), row) ? 'added' : 'outdated',
  )
  if (added.length === 0) return ok({ text, added: 0, outdated })
  if (!document.hasIn(['prices', 0])) document.set('prices', document.createNode([]))
  for (const row of added) document.addIn(['prices'], document.createNode(toYaml(row)))
  return ok({ text: document.toString({ lineWidth: 0 }), added: added.length, outdated })
}

function byDay(left: PriceRow, right: PriceRow): number {
  return left.effectiveFrom < right.effectiveFrom ? -1 : Number(left.effectiveFrom > right.effectiveFrom)
}

function isNewer(known: PriceRow | undefined, row: PriceRow): boolean {
  return known === undefined || known.effectiveFrom < row.effectiveFrom
}

/** Whoever published it, and since when it is known. */
function saysTheSame(known: PriceRow | undefined, row: PriceRow): boolean {
  return known !== undefined && pricesOf(known) === pricesOf(row)
}

function pricesOf({ input, output, cacheRead, cacheWrite, currency }: PriceRow): string {
  return JSON.stringify([input, output, cacheRead, cacheWrite, currency])
}

function toYaml({ effectiveFrom, cacheRead, cacheWrite, currency, source, ...row }: PriceRow) {
  const { provider, model, input, output } = row
  return {
    provider,
    model,
    effective_from: effectiveFrom,
    input,
    output,
    ...(cacheRead === null ? {} : { cache_read: cacheRead }),
    ...(cacheWrite === null ? {} : { cache_write: cacheWrite }),
    currency,
    source,
  }
}
