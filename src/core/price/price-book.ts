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

const NAME = /^\S.{0,199}$/

/** Whether a provider, a model or a source can be called this: up to 200 characters on one line. */
export function isPriceName(text: string): boolean {
  return NAME.test(text)
}

/** The row that was in force: the latest that had begun. Undefined: nobody wrote one down. */
export function findPrice(book: PriceBook, { provider, model, at }: PriceQuestion): PriceRow | undefined {
  const day = dayOf(at)
  return book
    .filter((row) => row.provider === provider && row.model === model && row.effectiveFrom <= day)
    .reduce<PriceRow | undefined>((latest, row) => later(latest, row), undefined)
}

/** The same for rows of the same model, and for no others. */
export function priceKey({ provider, model }: Pick<PriceRow, 'provider' | 'model'>): string {
  return JSON.stringify([provider, model])
}

export interface AskedPrice {
  /** Who answers: its own name, and the provider's. */
  readonly connection: { readonly name: string; readonly provider: string }
  /** What the model may be called, the likeliest first. */
  readonly models: readonly string[]
  readonly at: Timestamp
}

/** What a connection asks for: a price under its own name goes before one under the provider's. */
export function findConnectionPrice(book: PriceBook, { connection, models, at }: AskedPrice): PriceRow | undefined {
  const providers = [connection.name, connection.provider]
  const questions = providers.flatMap((provider) => models.map((model) => ({ provider, model, at })))
  return questions.flatMap((question) => findPrice(book, question) ?? [])[0]
}

/** Of two of the same day, the one that stands further down. */
function later(latest: PriceRow | undefined, row: PriceRow): PriceRow {
  return latest === undefined || row.effectiveFrom >= latest.effectiveFrom ? row : latest
}

/** The day in UTC, as rows name it. */
export function dayOf(at: Timestamp): string {
  return isoTime(at).slice(0, '2026-11-28'.length)
}
