import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { PriceBook } from '../../core/price/price-book.ts'
import type { AddedPrices, PriceFile, PriceFileProblem, PriceProblem, ReadPrices } from '../../engine/price-ports.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { ifPresent } from './if-present.ts'
import { mergePrices } from './merge-prices.ts'
import { parsePrices } from './parse-prices.ts'
import { readText } from './read-text.ts'
import { rememberByStamp } from './remember-by-stamp.ts'

const FILE = 'prices.yaml'
/** A published list of every model there is has half a megabyte. */
export const PRICE_FILE_BYTES_MAX = 8 * 1024 * 1024

export function openPrices(home: string): PriceFile {
  const path = join(home, FILE)
  let last: Promise<unknown> = Promise.resolve()
  const read = rememberByStamp(async (): Promise<ReadPrices> => {
    const { text, problems } = await load(path)
    return problems.length > 0 ? { book: [], problems } : parsePrices(text)
  })
  return {
    file: FILE,
    read: () => read(path),
    add: (rows) => {
      // One after the other: two that are added at the same time must not forget each other.
      const done = last.then(() => add(path, rows))
      last = done.catch(() => undefined)
      return done
    },
  }
}

async function add(path: string, rows: PriceBook): Promise<Result<AddedPrices, PriceFileProblem>> {
  const { text, problems } = await load(path)
  if (problems.length > 0) return err({ code: 'prices-invalid', file: FILE, problems })
  const merged = mergePrices(text, rows)
  if (!merged.ok) return err({ code: 'prices-invalid', file: FILE, problems: merged.error })
  const { text: wanted, ...added } = merged.value
  if (Buffer.byteLength(wanted) > PRICE_FILE_BYTES_MAX)
    return err({ code: 'prices-full', file: FILE, bytesMax: PRICE_FILE_BYTES_MAX })
  if (added.added > 0) await writeFileWhole(path, wanted)
  return ok(added)
}

interface Loaded {
  readonly text: string
  readonly problems: readonly PriceProblem[]
}

async function load(path: string): Promise<Loaded> {
  if ((await ifPresent(() => stat(path))) === undefined) return { text: '', problems: [] }
  const text = await readText(path, PRICE_FILE_BYTES_MAX)
  if (text.ok) return { text: text.value, problems: [] }
  return { text: '', problems: [{ line: 1, message: `${text.error.reason} ${text.error.mend}` }] }
}
