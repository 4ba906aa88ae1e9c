import { z } from 'zod'
import { jsonObject, listOf, orNull } from './basics.ts'

/** Money for 1,000,000 tokens, in digits. */
const money = z.string().meta({ id: 'PriceForMillionTokens' })
const day = z.iso.date()

const price = z
  .object({
    provider: z.string(),
    model: z.string(),
    /** The first day, in UTC. */
    effectiveFrom: day,
    input: money,
    output: money,
    /** Null: it costs as much as any input. */
    cacheRead: orNull(money),
    cacheWrite: orNull(money),
    /** By ISO 4217. */
    currency: z.string(),
    /** Where it was read. */
    source: z.string(),
  })
  .readonly()
  .meta({ id: 'Price' })

/** A line of the file that can not be used, with what to write there. */
const priceProblem = z.object({ line: z.number(), message: z.string() }).readonly().meta({ id: 'PriceProblem' })

export const priceList = z
  .object({
    file: z.string(),
    /** By provider and model, the latest first. */
    prices: listOf(price),
    /** Of the whole file. What stands there is not used until it is mended. */
    problems: listOf(priceProblem),
  })
  .readonly()
  .meta({ id: 'PriceList' })

const name = z.string().min(1).max(200).optional()

/** `model`: a part of its name. */
export const priceQuery = z.strictObject({ provider: name, model: name })

/** LiteLLM's `model_prices_and_context_window.json` or the `api.json` of models.dev, as they are. */
export const importPrices = z.strictObject({ list: jsonObject }).meta({ id: 'ImportPrices' })

/** Why entries of a list became no prices. */
const leftOutReason = z.enum([
  'not-text',
  'no-price',
  'only-zeros',
  'name-unusable',
  'named-before',
  /** The file says something else for the same day or a later one, and that stays. */
  'file-says-otherwise',
])

export const importedPrices = z
  .object({
    source: z.enum(['LiteLLM', 'models.dev']),
    file: z.string(),
    /** The first day of what was added, in UTC. */
    effectiveFrom: day,
    added: z.number(),
    /** The file says these already. */
    unchanged: z.number(),
    leftOut: listOf(
      z
        .object({
          reason: leftOutReason,
          count: z.number(),
          /** The first few of them, as `provider/model`. */
          examples: listOf(z.string()),
        })
        .readonly(),
    ),
  })
  .readonly()
  .meta({ id: 'ImportedPrices' })

export type ImportedPrices = z.infer<typeof importedPrices>
export type Price = z.infer<typeof price>
export type PriceList = z.infer<typeof priceList>
