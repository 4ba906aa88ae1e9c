import type { Document, Node, YAMLMap } from 'yaml'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { quoted } from '../../core/basics/quoted.ts'
import type { Decimal } from '../../core/price/decimal.ts'
import { toDecimal } from '../../core/price/decimal.ts'
import type { PriceBook, PriceRow } from '../../core/price/price-book.ts'
import { isPriceName } from '../../core/price/price-book.ts'
import type { PriceProblem } from '../../engine/price-ports.ts'

export interface PriceReading {
  /** The rows that can be used. */
  readonly book: PriceBook
  readonly problems: readonly PriceProblem[]
  readonly document: Document
}

/** Reads `prices:`, a list of rows. Every problem is said at once; a row with one is left out. */
export function parsePrices(text: string): PriceReading {
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'core', lineCounter: lines, logLevel: 'silent' })
  const reading: Reading = { problems: [], lineOf: (offset) => lines.linePos(offset).line }
  for (const { pos, message } of document.errors) {
    const [sentence = ''] = message.split('\n')
    complain(reading, pos[0], `This is not YAML: ${sentence}`)
  }
  const rows = document.errors.length > 0 ? [] : rowsOf(reading, document.contents)
  return { book: rows.flatMap((node) => toRow(reading, node) ?? []), problems: reading.problems, document }
}

interface Reading {
  readonly problems: PriceProblem[]
  readonly lineOf: (offset: number) => number
}

function complain({ problems, lineOf }: Reading, offset: number, message: string): void {
  problems.push({ line: lineOf(offset), message })
}

/** A file that holds nothing but remarks is a book without rows. */
function rowsOf(reading: Reading, contents: Node | null): readonly unknown[] {
  if (contents === null) return []
  const prices = isMap(contents) ? contents.get('prices', true) : undefined
  if (isSeq(prices)) return prices.items
  if (isScalar(prices) && prices.value === null) return []
  complain(reading, contents.range?.[0] ?? 0, 'Write `prices:` and a list of rows under it.')
  return []
}

const KEYS = [
  'provider',
  'model',
  'effective_from',
  'input',
  'output',
  'cache_read',
  'cache_write',
  'currency',
  'source',
]

function toRow(reading: Reading, node: unknown): PriceRow | undefined {
  if (!isMap(node)) {
    complain(reading, offsetOf(node), 'A row is a map of provider, model, effective_from, input, output and currency.')
    return undefined
  }
  const before = reading.problems.length
  const fields: Fields = { reading, node }
  refuseUnknown(fields)
  const row = {
    provider: textAt(fields, 'provider', NAME),
    model: textAt(fields, 'model', NAME),
    effectiveFrom: textAt(fields, 'effective_from', DAY),
    input: priceAt(fields, 'input'),
    output: priceAt(fields, 'output'),
    cacheRead: node.has('cache_read') ? priceAt(fields, 'cache_read') : null,
    cacheWrite: node.has('cache_write') ? priceAt(fields, 'cache_write') : null,
    currency: textAt(fields, 'currency', CURRENCY),
    source: node.has('source') ? textAt(fields, 'source', NAME) : 'by hand',
  }
  return reading.problems.length === before ? row : undefined
}

interface Fields {
  readonly reading: Reading
  readonly node: YAMLMap
}

interface Form {
  readonly isOne: (text: string) => boolean
  readonly words: string
}

const NAME: Form = { isOne: isPriceName, words: 'a name' }
const DAY: Form = {
  isOne: (text) => /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text),
  words: 'a day such as 2026-11-28',
}
const CURRENCY: Form = { isOne: (text) => /^[A-Z]{3}$/.test(text), words: 'three capital letters such as USD' }

function refuseUnknown({ reading, node }: Fields): void {
  for (const { key } of node.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if (!KEYS.includes(name))
      complain(reading, offsetOf(key), `A row has no ${quoted(name)}. It has: ${KEYS.join(', ')}.`)
  }
}

function textAt({ reading, node }: Fields, key: string, { isOne, words }: Form): string {
  const value = node.get(key)
  if (typeof value === 'string' && isOne(value)) return value
  complain(reading, offsetOf(node.get(key, true) ?? node), `\`${key}\` must be ${words}.`)
  return ''
}

const NO_PRICE = '0' as Decimal

function priceAt({ reading, node }: Fields, key: string): Decimal {
  const price = toDecimal(node.get(key))
  if (price !== undefined) return price
  complain(
    reading,
    offsetOf(node.get(key, true) ?? node),
    `\`${key}\` must be money for 1,000,000 tokens, such as 0.15.`,
  )
  return NO_PRICE
}

function offsetOf(node: unknown): number {
  return isMap(node) || isScalar(node) || isSeq(node) ? (node.range?.[0] ?? 0) : 0
}
