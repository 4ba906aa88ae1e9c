import type { Timestamp } from '../basics/timestamp.ts'
import { isoTime } from '../basics/timestamp.ts'
import type { Decimal } from './decimal.ts'

/** What a provider asks for, from a day on. Prices are money for 1,000,000 tokens. */
export interface PriceRow {
  /** The name of a connection, or of a provider: `anthropic`. */
  readonly provider: string
  /** As the provider calls it. */
  readonly model: string
  /** The first day, in UTC, as `2026-11-28`. */
  readonly effectiveFrom: string
  readonly input: Decimal
  readonly output: Decimal
  /** Null: what comes from a cache costs as much as any input. */
  readonly cacheRead: Decimal | null
  /** Null: what goes to a cache costs as much as any input. */
  readonly cacheWrite: Decimal | null
  /** By ISO 4217: `USD`. */
  readonly currency: string
  /** Where the price was read. */
  readonly source: string
}

export type PriceBook = readonly PriceRow[]

export interface PriceQuestion {
  readonly provider: string
  readonly model: string
  readonly at: Timestamp
}

/** The row that was in force: the latest that had begun. Undefined: nobody wrote one down. */
export function findPrice(book: PriceBook, { provider, model, at }: PriceQuestion): PriceRow | undefined {
  const day = dayOf(at)
  return book
    .filter((row) => row.provider === provider && row.model === model && row.effectiveFrom <= day)
    .reduce<PriceRow | undefined>((latest, row) => later(latest, row), undefined)
}

/** Of two of the same day, the one that stands further down. */
function later(latest: PriceRow | undefined, row: PriceRow): PriceRow {
  return latest === undefined || row.effectiveFrom >= latest.effectiveFrom ? row : latest
}

/** The day in UTC. */
function dayOf(at: Timestamp): string {
  return isoTime(at).slice(0, '2026-11-28'.length)
}
