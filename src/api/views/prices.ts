import { printable } from '../../core/basics/quoted.ts'
import type { ImportedPrices as Imported, PriceListing } from '../../engine/prices.ts'
import type { ImportedPrices, PriceList } from '../contract/prices.ts'

/** So many tell what is meant. */
const EXAMPLES_MAX = 3

export function priceListView({ file, book, problems }: PriceListing): PriceList {
  return { file, prices: book, problems }
}

type LeftOut = ImportedPrices['leftOut']

export function importedPricesView({ leftOut, outdated, ...counts }: Imported): ImportedPrices {
  const kept = outdated.map(({ provider, model }) => ({ provider, model, reason: 'file-says-otherwise' as const }))
  const byReason = Map.groupBy([...leftOut, ...kept], ({ reason }) => reason)
  const summed: LeftOut = [...byReason].map(([reason, entries]) => ({
    reason,
    count: entries.length,
    examples: entries.slice(0, EXAMPLES_MAX).map(({ provider, model }) => printable(`${provider}/${model}`)),
  }))
  return { ...counts, leftOut: summed }
}
