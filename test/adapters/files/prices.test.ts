import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mergePrices } from '../../../src/adapters/files/merge-prices.ts'
import { openPrices, PRICE_FILE_BYTES_MAX } from '../../../src/adapters/files/open-prices.ts'
import { parsePrices } from '../../../src/adapters/files/parse-prices.ts'
import { toDecimal } from '../../../src/core/price/decimal.ts'
import type { PriceRow } from '../../../src/core/price/price-book.ts'
import { addFiles, folderWith } from '../../support/folders.ts'

const BOOK = `# What we pay.
prices:
  # Agreed in March.
  - provider: anthropic
    model: claude-sonnet
    effective_from: 2026-03-01
    input: 3
    output: 15.0
    cache_read: "0.30"
    currency: USD
    source: contract 7 # signed
`
const SONNET = {
  provider: 'anthropic',
  model: 'claude-sonnet',
  effectiveFrom: '2026-03-01',
  input: '3',
  output: '15',
  cacheRead: '0.3',
  cacheWrite: null,
  currency: 'USD',
  source: 'contract 7',
}

function rowOf(given: Partial<PriceRow> = {}): PriceRow {
  const price = (text: string) => toDecimal(text) ?? expect.fail(text)
  const prices = { input: price('3'), output: price('15'), cacheRead: price('0.3'), cacheWrite: null }
  return { ...SONNET, ...prices, effectiveFrom: '2026-11-28', source: 'LiteLLM', ...given }
}

function merged(text: string, ...rows: readonly PriceRow[]) {
  const result = mergePrices(text, rows)
  return result.ok ? result.value : expect.fail(JSON.stringify(result.error))
}

describe('a price file', () => {
  it('[PI1] is read row by row', () => {
    expect(parsePrices(BOOK)).toMatchObject({ book: [SONNET], problems: [] })
    const short =
      '{"prices": [{"provider": "a", "model": "b", "effective_from": "2026-01-01", "input": 0, "output": 1, "currency": "EUR"}]}'
    expect(parsePrices(short).book).toMatchObject([
      { input: '0', cacheRead: null, cacheWrite: null, source: 'by hand' },
    ])
  })

  it.each(['', '# nothing yet\n', 'prices:\n', 'prices: []\n'])('[PI1] may be empty: %j', (text) => {
    expect(parsePrices(text)).toMatchObject({ book: [], problems: [] })
  })

  it.each([
    ['a: [', [[1, 'This is not YAML']]],
    ['- a', [[1, 'Write `prices:`']]],
    ['# x\nprice: []', [[2, 'Write `prices:`']]],
    ['prices:\n  - 3', [[2, 'A row is a map']]],
    ['prices:\n  - [ 3 ]', [[2, 'A row is a map']]],
    [
      BOOK.replace('input: 3', 'input: cheap').replace('2026-03-01', 'March').replace('currency: USD', 'colour: red'),
      [
        [10, 'A row has no `colour`'],
        [6, '`effective_from` must be a day'],
        [7, '`input` must be money'],
        [4, '`currency` must be three'],
      ],
    ],
    [BOOK.replace('2026-03-01', '2026-13-01'), [[6, '`effective_from`']]],
    [BOOK.replace('"0.30"', '-1'), [[9, '`cache_read` must be money']]],
  ] as const)('[PI2] says everything that is wrong, by line: %j', (text, wanted) => {
    const { book, problems } = parsePrices(text)
    expect(book).toEqual([])
    expect(problems.map(({ line }) => line).toSorted()).toEqual(wanted.map(([line]) => line).toSorted())
    for (const [line, message] of wanted)
      expect(problems).toContainEqual({ line, message: expect.stringContaining(message) })
  })

  it('[PI2] is used but for the rows with a problem', () => {
    const row = BOOK.slice(BOOK.indexOf('  - '))
    expect(parsePrices(`${BOOK}${row.replace('input: 3', 'input: -3')}`)).toMatchObject({
      book: [SONNET],
      problems: [{ line: 15 }],
    })
  })
})

describe('a list that is read into it', () => {
  it('[PI3] adds what is new and keeps every word that stands there', () => {
    const raised = rowOf({ input: toDecimal('4') ?? expect.fail() })
    const { text, added, outdated } = merged(BOOK, raised, rowOf({ model: 'claude-opus' }))
    expect({ added, outdated }).toEqual({ added: 2, outdated: [] })
    expect(text.startsWith('# What we pay.\nprices:\n  # Agreed in March.\n  - provider: anthropic\n')).toBe(true)
    expect(text).toContain('# signed')
    expect(text).toContain('cache_read: "0.30"')
    expect(parsePrices(text)).toMatchObject({ book: [SONNET, raised, { model: 'claude-opus' }], problems: [] })
    expect(merged(text, raised)).toEqual({ text, added: 0, outdated: [] })
  })

  it('[PI3] begins a file that has none', () => {
    for (const text of ['', '# Ours.\n', 'prices:\n', 'prices: []\n']) {
      const begun = merged(text, rowOf())
      expect(parsePrices(begun.text)).toMatchObject({ book: [rowOf()], problems: [] })
      expect(begun.text.startsWith('# Ours.')).toBe(text.startsWith('# Ours.'))
    }
  })

  it('[PI4] changes nothing that says the same, or is of the same day or later', () => {
    expect(merged(BOOK, rowOf())).toEqual({ text: BOOK, added: 0, outdated: [] })
    const other = { output: toDecimal('16') ?? expect.fail() }
    for (const effectiveFrom of ['2026-03-01', '2026-01-01']) {
      const row = rowOf({ ...other, effectiveFrom })
      expect(merged(BOOK, row)).toEqual({ text: BOOK, added: 0, outdated: [row] })
    }
  })

  it('[PI4] touches no file with a problem', () => {
    expect(mergePrices('prices: 3', [rowOf()])).toMatchObject({ ok: false, error: [{ line: 1 }] })
  })
})

describe('the prices of a home', () => {
  it('[PI5] are read as they are now, and written whole', async () => {
    const home = folderWith()
    const prices = openPrices(home)
    expect(await prices.read()).toMatchObject({ book: [], problems: [] })
    expect(await prices.add([rowOf()])).toEqual({ ok: true, value: { added: 1, outdated: [] } })
    expect(await prices.read()).toMatchObject({ book: [rowOf()] })
    const text = readFileSync(join(home, prices.file), 'utf8')
    expect(await prices.add([rowOf()])).toEqual({ ok: true, value: { added: 0, outdated: [] } })
    expect(readFileSync(join(home, prices.file), 'utf8')).toBe(text)
    addFiles(home, { 'prices.yaml': BOOK })
    expect(await prices.read()).toMatchObject({ book: [SONNET] })
  })

  it('[PI5] that can not be read say why, and are not written over', async () => {
    const home = folderWith({ 'prices.yaml': new Uint8Array([0xff, 0xfe]) })
    const refused = { code: 'prices-invalid', file: 'prices.yaml' }
    const problems = [{ line: 1, message: 'It is not UTF-8 text. Save it as UTF-8.' }]
    expect(await openPrices(home).read()).toEqual({ book: [], problems })
    expect(await openPrices(home).add([rowOf()])).toEqual({ ok: false, error: { ...refused, problems } })
    addFiles(home, { 'prices.yaml': 'prices: 3' })
    expect(await openPrices(home).add([rowOf()])).toMatchObject({ error: { ...refused, problems: [{ line: 1 }] } })
    expect(readFileSync(join(home, 'prices.yaml'), 'utf8')).toBe('prices: 3')
  })

  it('[FI91] that are added at the same time all count', async () => {
    const prices = openPrices(folderWith())
    const models = ['a', 'b', 'c']
    await Promise.all(models.map((model) => prices.add([rowOf({ model })])))
    expect((await prices.read()).book.map(({ model }) => model)).toEqual(models)
  })

  it('[FI91] are added again after a time when they could not be', async () => {
    const folder = folderWith({ home: 'no folder' })
    const home = join(folder, 'home')
    const prices = openPrices(home)
    await expect(prices.add([rowOf()])).rejects.toThrow()
    rmSync(home)
    expect(await prices.add([rowOf()])).toMatchObject({ ok: true, value: { added: 1 } })
  })

  it('[FI92] are never made more than can be read', async () => {
    const home = folderWith({ 'prices.yaml': `#${'x'.repeat(PRICE_FILE_BYTES_MAX - 100)}\n` })
    const prices = openPrices(home)
    expect(await prices.add([rowOf()])).toMatchObject({ ok: false, error: { code: 'prices-full' } })
    expect(await prices.read()).toMatchObject({ book: [], problems: [] })
    expect(readFileSync(join(home, 'prices.yaml'))).toHaveLength(PRICE_FILE_BYTES_MAX - 98)
  })
})
