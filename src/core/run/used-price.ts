/** A row of the price list as it was when a cost was worked out by it. Money for 1,000,000 tokens, in digits. */
export interface UsedPrice {
  readonly provider: string
  readonly model: string
  /** The first day, in UTC, as `2026-11-28`. */
  readonly effectiveFrom: string
  readonly input: string
  readonly output: string
  /** Null: what comes from a cache costs as much as any input. */
  readonly cacheRead: string | null
  /** Null: what goes to a cache costs as much as any input. */
  readonly cacheWrite: string | null
  readonly currency: string
  /** Where the price was read. */
  readonly source: string
}

/** The rows with one more; each stands once, in the order of its first use. */
export function withPrice(prices: readonly UsedPrice[], price: UsedPrice): readonly UsedPrice[] {
  return prices.some((each) => isSame(each, price)) ? prices : [...prices, price]
}

function isSame(one: UsedPrice, other: UsedPrice): boolean {
  return (
    one.provider === other.provider &&
    one.model === other.model &&
    one.effectiveFrom === other.effectiveFrom &&
    one.input === other.input &&
    one.output === other.output &&
    one.cacheRead === other.cacheRead &&
    one.cacheWrite === other.cacheWrite &&
    one.currency === other.currency &&
    one.source === other.source
  )
}
