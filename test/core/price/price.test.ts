import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import { costOf } from '../../../src/core/price/cost-of.ts'
import type { Decimal } from '../../../src/core/price/decimal.ts'
import { perMillion, toDecimal, toUnits } from '../../../src/core/price/decimal.ts'
import type { PriceRow } from '../../../src/core/price/price-book.ts'
import { findConnectionPrice, findPrice } from '../../../src/core/price/price-book.ts'
import { parsePublished } from '../../../src/core/price/published-prices.ts'
import type { TokenUsage } from '../../../src/core/run/token-usage.ts'

function price(text: string): Decimal {
  const found = toDecimal(text)
  if (found === undefined) throw new Error(`${text} is no price`)
  return found
}

function aRow(given: Partial<PriceRow> = {}): PriceRow {
  return {
    provider: 'anthropic',
    model: 'claude-sonnet',
    effectiveFrom: '2026-01-01',
    input: price('3'),
    output: price('15'),
    cacheRead: price('0.3'),
    cacheWrite: price('3.75'),
    currency: 'USD',
    source: 'by hand',
    ...given,
  }
}

function someTokens(given: Partial<TokenUsage> = {}): TokenUsage {
  return { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: null, ...given }
}

describe('the price in force', () => {
  const at = (iso: string) => timestamp(Date.parse(iso))
  const book = [
    aRow({ effectiveFrom: '2026-06-01', source: 'June' }),
    aRow({ source: 'January' }),
    aRow({ effectiveFrom: '2026-06-01', source: 'June, corrected' }),
  ]
  const asked = { provider: 'anthropic', model: 'claude-sonnet' }

  it.each([
    ['2026-05-31T23:59:59.999Z', 'January'],
    ['2026-06-01T00:00:00Z', 'June, corrected'],
    ['2027-01-01T00:00:00Z', 'June, corrected'],
    ['2025-12-31T23:00:00Z', undefined],
  ])('[PB1] at %s is that of %s', (iso, source) => {
    expect(findPrice(book, { ...asked, at: at(iso) })?.source).toBe(source)
  })

  it('[PB1] is nobody else’s', () => {
    const now = at('2026-05-01T00:00:00Z')
    expect(findPrice(book, { ...asked, provider: 'openai', at: now })).toBeUndefined()
    expect(findPrice(book, { ...asked, model: 'claude', at: now })).toBeUndefined()
  })

  it('[PB10] of a connection is the one under its own name, then the provider’s', () => {
    const theirs = [aRow({ source: 'answered' }), aRow({ model: 'sonnet', source: 'asked' })]
    const ours = [...theirs, aRow({ provider: 'work', model: 'sonnet', source: 'ours' })]
    const connection = { name: 'work', provider: 'anthropic' }
    const question = { connection, models: ['claude-sonnet', 'sonnet'], at: at('2026-05-01T00:00:00Z') }
    expect(findConnectionPrice(ours, question)?.source).toBe('ours')
    expect(findConnectionPrice(theirs, question)?.source).toBe('answered')
    expect(findConnectionPrice(theirs.slice(1), question)?.source).toBe('asked')
    expect(findConnectionPrice([], question)).toBeUndefined()
  })
})

describe('the cost of tokens', () => {
  const micros = (row: PriceRow, tokens: TokenUsage) => costOf(row, tokens)

  it('[PB2] loses no fraction', () => {
    const row = aRow({ input: price('0.15'), output: price('0.6'), currency: 'EUR' })
    const estimated = { basis: 'estimated', currency: 'EUR' }
    expect(micros(row, someTokens({ input: 7, output: 5 }))).toEqual({ ...estimated, microUnits: 4 })
    expect(micros(row, someTokens({ input: 3 }))).toEqual({ ...estimated, microUnits: 0 })
    expect(micros(row, someTokens({ input: 10 }))).toEqual({ ...estimated, microUnits: 2 })
    const large = someTokens({ input: 1_000_000_007 })
    expect(micros(aRow({ input: price('2.000000000001') }), large)).toMatchObject({ microUnits: 2_000_000_014 })
  })

  it('[PB2] of a sum is within one micro-unit the sum of the costs', () => {
    const count = fc.integer({ min: 0, max: 10_000_000 })
    fc.assert(
      fc.property(count, count, (left, right) => {
        const cost = (input: number) => {
          const found = costOf(aRow({ input: price('0.0713') }), someTokens({ input }))
          return found?.basis === 'estimated' ? found.microUnits : Number.NaN
        }
        expect(Math.abs(cost(left + right) - cost(left) - cost(right))).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('[PB3] counts each token once', () => {
    const tokens = { input: 1_000, output: 100, cacheRead: 600, cacheWrite: 200, reasoning: 80 }
    // 200 × 3 + 600 × 0.3 + 200 × 3.75 + 100 × 15
    expect(micros(aRow(), tokens)).toMatchObject({ microUnits: 600 + 180 + 750 + 1_500 })
  })

  it('[PB4] is that of input where the cache has no price', () => {
    const row = aRow({ cacheRead: null, cacheWrite: null })
    expect(micros(row, someTokens({ input: 1_000, cacheRead: null, cacheWrite: null }))).toMatchObject({
      microUnits: 3_000,
    })
    expect(micros(row, someTokens({ input: 1_000, cacheRead: 900 }))).toMatchObject({ microUnits: 3_000 })
  })

  it.each([
    ['unknown input', { input: null }],
    ['unknown output', { output: null }],
    ['unknown reads', { cacheRead: null }],
    ['unknown writes', { cacheWrite: null }],
    ['more from the cache than there is', { input: 10, cacheRead: 11 }],
    ['less than nothing', { output: -1 }],
    ['half a token', { output: 0.5 }],
    ['more than can be counted', { output: Number.MAX_SAFE_INTEGER }],
  ])('[PB5] is unknown with %s', (_, given) => {
    expect(micros(aRow(), someTokens(given))).toBeNull()
  })
})

describe('a price', () => {
  it.each([
    ['3', '3'],
    ['03.50', '3.5'],
    ['0.000', '0'],
    ['100', '100'],
    [0, '0'],
    [3, '3'],
    [0.075, '0.075'],
    [1e-7, '0.0000001'],
    [250, '250'],
    [1.5, '1.5'],
  ])('[PB6] is read from %j', (value, text) => {
    expect(toDecimal(value)).toBe(text)
  })

  it.each(['', '-1', '1e3', '1,5', ' 1', '0.0000000000001', -1, Number.NaN, 1e12, 1e-20, null, true, undefined])(
    '[PB6] is not %j',
    (value) => {
      expect(toDecimal(value)).toBeUndefined()
    },
  )

  it('[PB6] is exact', () => {
    expect(toUnits(price('1.5'))).toBe(1_500_000_000_000n)
    expect(toUnits(price('2'))).toBe(2_000_000_000_000n)
  })

  it.each([
    [2.5e-6, '2.5'],
    [7.500000000000001e-8, '0.075'],
    [0.000015, '15'],
    [1, '1000000'],
    ['1', undefined],
  ])('[PB7] for one token, %j, is one for a million', (value, text) => {
    expect(perMillion(value)).toBe(text)
  })
})

describe('a published list', () => {
  const day = '2026-11-28'

  it('[PB7] of LiteLLM', () => {
    const list = {
      sample_spec: { input_cost_per_token: 0, output_cost_per_token: 0, litellm_provider: 'one of', mode: 'chat' },
      'claude-sonnet': {
        litellm_provider: 'anthropic',
        mode: 'chat',
        input_cost_per_token: 3e-6,
        output_cost_per_token: 1.5e-5,
        cache_read_input_token_cost: 3e-7,
        cache_creation_input_token_cost: 3.75e-6,
        input_cost_per_token_above_200k_tokens: 6e-6,
      },
      'deepseek/chat': {
        litellm_provider: 'deepseek',
        mode: 'chat',
        input_cost_per_token: 1e-6,
        output_cost_per_token: 0,
      },
      embed: { litellm_provider: 'openai', mode: 'embedding', input_cost_per_token: 1e-6, output_cost_per_token: 0 },
      unpriced: { litellm_provider: 'openai', mode: 'responses', input_cost_per_token: 1e-6 },
      nobody: { mode: 'chat', input_cost_per_token: 1e-6, output_cost_per_token: 1e-6 },
    }
    const row = aRow({ effectiveFrom: day, source: 'LiteLLM' })
    expect(parsePublished(list, day)).toEqual({
      source: 'LiteLLM',
      rows: [
        row,
        { ...row, provider: 'deepseek', model: 'chat', input: '1', output: '0', cacheRead: null, cacheWrite: null },
      ],
      leftOut: [
        { provider: 'one of', model: 'sample_spec', reason: 'only-zeros' },
        { provider: 'openai', model: 'embed', reason: 'not-text' },
        { provider: 'openai', model: 'unpriced', reason: 'no-price' },
        { provider: '', model: 'nobody', reason: 'name-unusable' },
      ],
    })
  })

  it('[PB8] of models.dev', () => {
    const models = {
      'claude-sonnet': { id: 'claude-sonnet', cost: { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 } },
      plain: { cost: { input: 1, output: 2 } },
      free: { cost: { input: 0, output: 0 } },
      unpriced: { id: 'unpriced' },
    }
    const row = aRow({ effectiveFrom: day, source: 'models.dev' })
    expect(parsePublished({ anthropic: { id: 'anthropic', models }, empty: {} }, day)).toEqual({
      source: 'models.dev',
      rows: [row, { ...row, model: 'plain', input: '1', output: '2', cacheRead: null, cacheWrite: null }],
      leftOut: [
        { provider: 'anthropic', model: 'free', reason: 'only-zeros' },
        { provider: 'anthropic', model: 'unpriced', reason: 'no-price' },
      ],
    })
  })

  it.each([[[]], [null], [{}], [{ anthropic: 1 }]])('[PB8] is not %j', (json) => {
    expect(parsePublished(json, day)).toBeUndefined()
  })

  it('[PB9] counts each model once, and leaves out what no file could name', () => {
    const entry = (output: number) => ({
      litellm_provider: 'deepseek',
      mode: 'chat',
      input_cost_per_token: 1e-6,
      output_cost_per_token: output,
    })
    const long = 'x'.repeat(201)
    const list = {
      chat: entry(2e-6),
      'deepseek/chat': entry(3e-6),
      ' spaced': entry(0),
      'a\nb': entry(0),
      [long]: entry(0),
    }
    const published = parsePublished(list, day)
    expect(published?.rows).toMatchObject([{ model: 'chat', output: '2' }])
    expect(published?.leftOut.map(({ model, reason }) => [model, reason])).toEqual([
      ['chat', 'named-before'],
      [' spaced', 'name-unusable'],
      ['a\nb', 'name-unusable'],
      [long, 'name-unusable'],
    ])
  })
})
