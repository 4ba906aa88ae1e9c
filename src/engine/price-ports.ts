import type { Result } from '../core/basics/result.ts'
import type { PriceBook } from '../core/price/price-book.ts'

/** The price file of a home, which people edit. */
export interface PriceFile {
  /** As shown to people. */
  readonly file: string
  /** What can be used of it, as it is now; a file that is not there has no rows. */
  readonly read: () => Promise<ReadPrices>
  /**
   * Adds rows that say something new. Whole and durable when it resolves. A file with problems is not touched, and none is
   * made that could not be read.
   */
  readonly add: (rows: PriceBook) => Promise<Result<AddedPrices, PriceFileProblem>>
}

export interface ReadPrices {
  readonly book: PriceBook
  readonly problems: readonly PriceProblem[]
}

/** Something in a price file that can not be used. */
export interface PriceProblem {
  /** Counted from 1. */
  readonly line: number
  /** What is wrong, and what to write. */
  readonly message: string
}

export interface AddedPrices {
  readonly added: number
  /** Those that say something else than what stands there for the same day or a later one, which stays. */
  readonly outdated: PriceBook
}

export type PriceFileProblem =
  | { readonly code: 'prices-invalid'; readonly file: string; readonly problems: readonly PriceProblem[] }
  | { readonly code: 'prices-full'; readonly file: string; readonly bytesMax: number }
