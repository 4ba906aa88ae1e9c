import type { JsonObject } from '../core/basics/json.ts'
import type { Result } from '../core/basics/result.ts'
import type { PriceBook } from '../core/price/price-book.ts'
import type { LeftOut, PriceSource } from '../core/price/published-prices.ts'
import type { PriceFileProblem, ReadPrices } from './price-ports.ts'

/** What tokens cost, as the owner of this home wrote it down or took it from a published list. */
export interface Prices {
  readonly list: (filter: PriceFilter) => Promise<PriceListing>
  /** Adds the rows of a list that say something new, in force from today in UTC; the same list again adds nothing. */
  readonly importList: (list: JsonObject) => Promise<Result<ImportedPrices, PriceImportProblem>>
}

/** Undefined: any. */
export interface PriceFilter {
  readonly provider: string | undefined
  /** A part of the model's name, in small or capital letters. */
  readonly model: string | undefined
}

export interface PriceListing {
  readonly file: string
  /** By provider and model, the latest first. */
  readonly book: PriceBook
  /** All of the file, whatever is asked for. */
  readonly problems: ReadPrices['problems']
}

export interface ImportedPrices {
  readonly source: PriceSource
  readonly file: string
  /** The first day, in UTC. */
  readonly effectiveFrom: string
  readonly added: number
  /** Rows that say what the file says already. */
  readonly unchanged: number
  readonly leftOut: readonly LeftOut[]
  /** What the file says otherwise for the same day or a later one, which stays. */
  readonly outdated: PriceBook
}

export type PriceImportProblem = PriceFileProblem | { readonly code: 'price-list-unknown' }
