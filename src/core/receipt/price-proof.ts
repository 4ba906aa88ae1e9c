import { canonicalJson } from '../basics/json.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { UsedPrice } from '../run/used-price.ts'
import type { PriceProof, StageReceipt } from './receipt.ts'

/** By which rows a cost was worked out; nothing where it was by none. */
export function pricesProof(prices: readonly UsedPrice[], sha256: Sha256): Pick<StageReceipt, 'prices'> {
  return prices.length === 0 ? {} : { prices: prices.map((price) => priceProof(price, sha256)) }
}

function priceProof(price: UsedPrice, sha256: Sha256): PriceProof {
  const { provider, model, input, output, currency, source } = price
  const row = {
    provider,
    model,
    effective_from: price.effectiveFrom,
    input,
    output,
    cache_read: price.cacheRead,
    cache_write: price.cacheWrite,
    currency,
    source,
  }
  return { ...row, sha256: sha256(canonicalJson(row)) }
}
