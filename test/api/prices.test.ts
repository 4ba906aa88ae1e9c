import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importedPrices, priceList } from '../../src/api/contract/prices.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { aClock } from '../support/engine.ts'
import { anApi } from '../support/http-world.ts'

const ROOT = '/api/v1/prices'
const IMPORT = `${ROOT}/import`
const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 23, 59))
const DAY_MS = 86_400_000

/** A price file as a person keeps it. */
const OURS = `prices:
  - { provider: work, model: Sonnet, effective_from: 2026-03-01, input: 2, output: 10, currency: EUR, source: contract 7 }
  - { provider: anthropic, model: opus, effective_from: 2027-01-01, input: 9, output: 9, currency: USD }
`

function liteLlm(input: number, more: JsonObject = {}): JsonObject {
  const entry = { litellm_provider: 'anthropic', mode: 'chat', output_cost_per_token: 1.5e-5 }
  return {
    sonnet: { ...entry, input_cost_per_token: input, cache_read_input_token_cost: 3e-7 },
    opus: { ...entry, input_cost_per_token: 5e-6 },
    ...more,
  }
}

describe('prices', () => {
  it('[AP140] are listed by provider and model, and chosen by either', async () => {
    const desk = anApi({ files: { 'prices.yaml': OURS.replace('input: 9', 'input: cheap') }, clock: aClock(FRIDAY) })
    const { file, prices, problems } = await desk.get(ROOT, priceList)
    const ours = {
      provider: 'work',
      model: 'Sonnet',
      effectiveFrom: '2026-03-01',
      currency: 'EUR',
      source: 'contract 7',
    }
    expect({ file, prices }).toEqual({
      file: 'prices.yaml',
      prices: [{ ...ours, input: '2', output: '10', cacheRead: null, cacheWrite: null }],
    })
    expect(problems).toEqual([{ line: 3, message: expect.stringContaining('such as 0.15') }])
    expect((await desk.get(`${ROOT}?model=sonn&provider=work`, priceList)).prices).toHaveLength(1)
    expect((await desk.get(`${ROOT}?provider=wor`, priceList)).prices).toEqual([])
    expect((await desk.get(`${ROOT}?model=opus`, priceList)).prices).toEqual([])
    expect(await desk.refused(`${ROOT}?colour=red`)).toMatchObject({ status: 400, code: 'query-invalid' })
  })

  it('[AP140][AP141] of a model are listed with the latest first, each list that said another one', async () => {
    const clock = aClock(FRIDAY)
    const desk = anApi({ clock })
    for (const input of [3e-6, 4e-6, 2e-6]) {
      await desk.post(IMPORT, { body: { list: liteLlm(input) }, schema: importedPrices })
      clock.set(timestamp(clock.now() + DAY_MS))
    }
    const { prices } = await desk.get(ROOT, priceList)
    expect(prices.map(({ model, input, effectiveFrom }) => `${model} ${input} ${effectiveFrom}`)).toEqual([
      'opus 5 2026-11-20',
      'sonnet 2 2026-11-22',
      'sonnet 4 2026-11-21',
      'sonnet 3 2026-11-20',
    ])
  })

  it('[AP141] are taken from a list: what is new, from today; the same list again adds nothing', async () => {
    const desk = anApi({ files: { 'prices.yaml': OURS }, clock: aClock(FRIDAY) })
    const drawing = { litellm_provider: 'openai', mode: 'image_generation' }
    const list = liteLlm(3e-6, { 'a-1': drawing, 'a-2': drawing, 'a-3': drawing, ['a'.repeat(500)]: drawing })
    const imported = await desk.post(IMPORT, { body: { list }, schema: importedPrices })
    const leftOut = [
      { reason: 'not-text', count: 4, examples: ['openai/a-1', 'openai/a-2', 'openai/a-3'] },
      { reason: 'file-says-otherwise', count: 1, examples: ['anthropic/opus'] },
    ]
    const common = { source: 'LiteLLM', file: 'prices.yaml', effectiveFrom: '2026-11-20', leftOut }
    expect(imported).toEqual({ ...common, added: 1, unchanged: 0 })
    const text = readFileSync(join(desk.home, 'prices.yaml'), 'utf8')
    expect(text.startsWith(OURS)).toBe(true)
    const again = await desk.post(IMPORT, { body: { list }, schema: importedPrices })
    expect(again).toEqual({ ...common, added: 0, unchanged: 1 })
    expect(readFileSync(join(desk.home, 'prices.yaml'), 'utf8')).toBe(text)
  })

  it('[AP141] are taken from a list as large as the published ones', async () => {
    const desk = anApi({ clock: aClock(FRIDAY) })
    const cost = { input: 1, output: 2 }
    const models = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, index) => [`model-${index}`, { cost, about: 'x'.repeat(1_000) }]),
    )
    const list = { acme: { models } }
    expect(JSON.stringify(list).length).toBeGreaterThan(3_000_000)
    const imported = await desk.post(IMPORT, { body: { list }, schema: importedPrices })
    expect(imported).toMatchObject({ source: 'models.dev', added: 3_000 })
  })

  it('[AP142] are not taken from anything else', async () => {
    const desk = anApi({ files: { 'prices.yaml': 'prices: 3\n' } })
    expect(await desk.refused(IMPORT, { list: { a: 1 } })).toMatchObject({ status: 422, code: 'price-list-unknown' })
    expect(await desk.refused(IMPORT, { list: 'text' })).toMatchObject({ status: 422, code: 'body-invalid' })
    const refused = await desk.refused(IMPORT, { list: liteLlm(3e-6) })
    expect(refused).toMatchObject({ status: 422, code: 'prices-invalid', errors: [{ file: 'prices.yaml', line: 1 }] })
    expect(readFileSync(join(desk.home, 'prices.yaml'), 'utf8')).toBe('prices: 3\n')
  })

  it('[AP142] are not added where the file would become too large', async () => {
    const desk = anApi({ files: { 'prices.yaml': `#${'x'.repeat(8 * 1024 * 1024 - 50)}\n` } })
    const refused = await desk.refused(IMPORT, { list: liteLlm(3e-6) })
    expect(refused).toMatchObject({
      status: 409,
      code: 'prices-full',
      detail: expect.stringContaining('Take out prices'),
    })
  })
})
