import type { JsonObject } from '../core/basics/json.ts'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { PriceRow } from '../core/price/price-book.ts'
import { dayOf, priceKey } from '../core/price/price-book.ts'
import { parsePublished } from '../core/price/published-prices.ts'
import type { Clock } from './ports.ts'
import type { PriceFile } from './price-ports.ts'
import type { ImportedPrices, PriceFilter, PriceImportProblem, PriceListing, Prices } from './prices.ts'

export interface PricesParts {
  readonly prices: PriceFile
  readonly clock: Clock
}

export function createPrices(parts: PricesParts): Prices {
  return {
    list: (filter) => list(parts, filter),
    importList: (published) => importList(parts, published),
  }
}

async function list({ prices }: PricesParts, filter: PriceFilter): Promise<PriceListing> {
  const { book, problems } = await prices.read()
  const wanted = book.filter((row) => fits(row, filter))
  return { file: prices.file, book: wanted.toSorted(byModel), problems }
}

function fits(row: PriceRow, { provider = row.provider, model = '' }: PriceFilter): boolean {
  return row.provider === provider && row.model.toLowerCase().includes(model.toLowerCase())
}

function byModel(left: PriceRow, right: PriceRow): number {
  const [before, after] = [priceKey(left), priceKey(right)]
  if (before !== after) return before < after ? -1 : 1
  return left.effectiveFrom > right.effectiveFrom ? -1 : Number(left.effectiveFrom < right.effectiveFrom)
}

async function importList(
  { prices, clock }: PricesParts,
  published: JsonObject,
): Promise<Result<ImportedPrices, PriceImportProblem>> {
  const effectiveFrom = dayOf(clock.now())
  const parsed = parsePublished(published, effectiveFrom)
  if (parsed === undefined) return err({ code: 'price-list-unknown' })
  const { source, rows, leftOut } = parsed
  const done = await prices.add(rows)
  if (!done.ok) return done
  const { added, outdated } = done.value
  const unchanged = rows.length - added - outdated.length
  return ok({ source, file: prices.file, effectiveFrom, added, unchanged, leftOut, outdated })
}
