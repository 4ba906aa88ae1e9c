import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject, jsonEntries, objectOrEmpty, textOr } from '../basics/json.ts'
import type { Decimal } from './decimal.ts'
import { perMillion, toDecimal } from './decimal.ts'
import type { PriceBook, PriceRow } from './price-book.ts'
import { isPriceName, priceKey } from './price-book.ts'

/** What a published list says, in force from a day on. */
export interface PublishedPrices {
  /** Who publishes it. */
  readonly source: PriceSource
  readonly rows: PriceBook
  readonly leftOut: readonly LeftOut[]
}

export type PriceSource = 'LiteLLM' | 'models.dev'

/** An entry that became no row. */
export interface LeftOut {
  readonly provider: string
  readonly model: string
  readonly reason: LeftOutReason
}

type LeftOutReason =
  /** It answers in pictures, speech or numbers: no agent is made of it. */
  | 'not-text'
  | 'no-price'
  /** Nothing for nothing means that the list does not know. */
  | 'only-zeros'
  /** Too long, or not on one line. */
  | 'name-unusable'
  /** An entry before it has the same provider and model: that one counts. */
  | 'named-before'

/** Both lists are in US dollars. */
const CURRENCY = 'USD'
/** What an agent can be: a list also holds models for pictures, speech and search. */
const MODES: ReadonlySet<string> = new Set(['chat', 'responses', 'completion'])

/**
 * The rows of LiteLLM's `model_prices_and_context_window.json` or of models.dev's `api.json`, told apart by what is in
 * them. Prices for long inputs, for batches and the like are left out. Undefined: it is neither.
 */
export function parsePublished(json: Json, day: string): PublishedPrices | undefined {
  if (!isJsonObject(json)) return undefined
  const entries = Object.entries(json).map(([name, entry]) => [name, objectOrEmpty(entry)] as const)
  if (entries.some(([, entry]) => typeof entry['litellm_provider'] === 'string'))
    return collect('LiteLLM', entries.map(liteLlmOffer), day)
  if (entries.some(([, entry]) => isJsonObject(entry['models'])))
    return collect('models.dev', entries.flatMap(modelsDevOffers), day)
  return undefined
}

type Entry = readonly [name: string, entry: JsonObject]

/** What an entry says. */
interface Offer extends Pick<PriceRow, 'provider' | 'model'> {
  readonly isText: boolean
  readonly prices: { readonly [Name in 'input' | 'output' | 'cacheRead' | 'cacheWrite']: Decimal | undefined }
}

function liteLlmOffer([name, entry]: Entry): Offer {
  const provider = textOr(entry['litellm_provider'], '')
  return {
    provider,
    model: name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name,
    isText: MODES.has(textOr(entry['mode'], '')),
    prices: {
      input: perMillion(entry['input_cost_per_token']),
      output: perMillion(entry['output_cost_per_token']),
      cacheRead: perMillion(entry['cache_read_input_token_cost']),
      cacheWrite: perMillion(entry['cache_creation_input_token_cost']),
    },
  }
}

function modelsDevOffers([provider, entry]: Entry): readonly Offer[] {
  return jsonEntries(objectOrEmpty(entry['models'])).map(([model, details]) => {
    const cost = objectOrEmpty(objectOrEmpty(details)['cost'])
    return {
      provider,
      model,
      isText: true,
      prices: {
        input: toDecimal(cost['input']),
        output: toDecimal(cost['output']),
        cacheRead: toDecimal(cost['cache_read']),
        cacheWrite: toDecimal(cost['cache_write']),
      },
    }
  })
}

function collect(source: PriceSource, offers: readonly Offer[], day: string): PublishedPrices {
  const rows = new Map<string, PriceRow>()
  const leftOut: LeftOut[] = []
  for (const offer of offers) {
    const { provider, model } = offer
    const name = priceKey(offer)
    const prices = pricesOf(offer)
    if (typeof prices === 'string') leftOut.push({ provider, model, reason: prices })
    else if (rows.has(name)) leftOut.push({ provider, model, reason: 'named-before' })
    else rows.set(name, { provider, model, effectiveFrom: day, ...prices, currency: CURRENCY, source })
  }
  return { source, rows: [...rows.values()], leftOut }
}

type Prices = Pick<PriceRow, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>

function pricesOf({ provider, model, isText, prices }: Offer): Prices | LeftOutReason {
  const { input, output, cacheRead = null, cacheWrite = null } = prices
  if (!isText) return 'not-text'
  if (input === undefined || output === undefined) return 'no-price'
  if (input === '0' && output === '0') return 'only-zeros'
  if (!isPriceName(provider) || !isPriceName(model)) return 'name-unusable'
  return { input, output, cacheRead, cacheWrite }
}
