import type { ModelConnection } from '../../../core/connection/connection.ts'
import type { PriceBook, PriceRow } from '../../../core/price/price-book.ts'
import { findPrice } from '../../../core/price/price-book.ts'
import type { Clock } from '../../../engine/ports.ts'

export interface Pricing {
  readonly prices: PriceBook
  readonly clock: Clock
  readonly connection: ModelConnection
  /** As asked for: a provider may call the one that answers otherwise. */
  readonly model: string
}

/** What the first of these names is known to cost. A price under the connection's own name goes before the provider's. */
export function priceNow({ prices, clock, connection }: Pricing, models: readonly string[]): PriceRow | undefined {
  const [row] = [connection.name, connection.provider].flatMap((provider) =>
    models.flatMap((model) => findPrice(prices, { provider, model, at: clock.now() }) ?? []),
  )
  return row
}
