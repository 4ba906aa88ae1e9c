import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject, jsonEntries, objectOrEmpty, textOr } from '../basics/json.ts'
import type { Decimal } from './decimal.ts'
import { perMillion, toDecimal } from './decimal.ts'
import type { PriceBook, PriceRow } from './price-book.ts'

/** Both lists are in US dollars. */
const CURRENCY = 'USD'
/** What an agent can be: a list also holds models for pictures, speech and search. */
const MODES: ReadonlySet<string> = new Set(['chat', 'responses', 'completion'])

/**
 * The rows of LiteLLM's `model_prices_and_context_window.json`, in force from that day on. Prices for long inputs, for
 * batches and the like are left out. Undefined: it is not that list.
 */
export function parseLiteLlm(json: Json, day: string): PriceBook | undefined {
  if (!isJsonObject(json)) return undefined
  return foundIn(Object.entries(json).map(([name, entry]) => liteLlmRow(name, objectOrEmpty(entry), day)))
}

function liteLlmRow(name: string, entry: JsonObject, day: string): PriceRow | undefined {
  const provider = textOr(entry['litellm_provider'], '')
  if (provider === '' || !MODES.has(textOr(entry['mode'], ''))) return undefined
  const model = name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name
  return rowOf(
    { provider, model, effectiveFrom: day, source: 'LiteLLM' },
    {
      input: perMillion(entry['input_cost_per_token']),
      output: perMillion(entry['output_cost_per_token']),
      cacheRead: perMillion(entry['cache_read_input_token_cost']),
      cacheWrite: perMillion(entry['cache_creation_input_token_cost']),
    },
  )
}

/** The rows of models.dev's `api.json`, in force from that day on. Undefined: it is not that list. */
export function parseModelsDev(json: Json, day: string): PriceBook | undefined {
  if (!isJsonObject(json)) return undefined
  const models = Object.entries(json).flatMap(([provider, entry]) =>
    jsonEntries(objectOrEmpty(objectOrEmpty(entry)['models'])).map(([model, details]) => {
      const cost = objectOrEmpty(objectOrEmpty(details)['cost'])
      return rowOf(
        { provider, model, effectiveFrom: day, source: 'models.dev' },
        {
          input: toDecimal(cost['input']),
          output: toDecimal(cost['output']),
          cacheRead: toDecimal(cost['cache_read']),
          cacheWrite: toDecimal(cost['cache_write']),
        },
      )
    }),
  )
  return foundIn(models)
}

type Identity = Pick<PriceRow, 'provider' | 'model' | 'effectiveFrom' | 'source'>
type Prices = { readonly [Name in 'input' | 'output' | 'cacheRead' | 'cacheWrite']: Decimal | undefined }

/** Undefined where a price is missing. Nothing for nothing means that the list does not know. */
function rowOf(identity: Identity, { input, output, cacheRead, cacheWrite }: Prices): PriceRow | undefined {
  if (input === undefined || output === undefined || (input === '0' && output === '0')) return undefined
  return {
    ...identity,
    input,
    output,
    cacheRead: cacheRead ?? null,
    cacheWrite: cacheWrite ?? null,
    currency: CURRENCY,
  }
}

function foundIn(rows: readonly (PriceRow | undefined)[]): PriceBook | undefined {
  const found = rows.filter((row) => row !== undefined)
  return found.length === 0 ? undefined : found
}
