import type { ModelConnection } from '../../../core/connection/connection.ts'
import type { PriceBook, PriceRow } from '../../../core/price/price-book.ts'
import { findConnectionPrice } from '../../../core/price/price-book.ts'
import type { Clock } from '../../../engine/ports.ts'

export interface Pricing {
  readonly prices: PriceBook
  readonly clock: Clock
  readonly connection: ModelConnection
  /** As asked for: a provider may call the one that answers otherwise. */
  readonly model: string
}

/** What the first of these names is known to cost. */
export function priceNow({ prices, clock, connection }: Pricing, models: readonly string[]): PriceRow | undefined {
  return findConnectionPrice(prices, { connection, models, at: clock.now() })
}
