import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { PriceBook } from '../../core/price/price-book.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { ifPresent } from './if-present.ts'
import type { MergedPrices } from './merge-prices.ts'
import { mergePrices } from './merge-prices.ts'
import type { PriceProblem } from './parse-prices.ts'
import { parsePrices } from './parse-prices.ts'
import { readText } from './read-text.ts'
import { rememberByStamp } from './remember-by-stamp.ts'

/** The price file of a home, which people edit. */
export interface PriceFile {
  /** As shown to people. */
  readonly file: string
  /** What can be used of it, as it is now; a file that is not there has no rows. */
  readonly read: () => Promise<ReadPrices>
  /** Adds rows that say something new. Whole and durable when it resolves; a file with problems is not touched. */
  readonly add: (rows: PriceBook) => Promise<Result<Omit<MergedPrices, 'text'>, readonly PriceProblem[]>>
}

interface ReadPrices {
  readonly book: PriceBook
  readonly problems: readonly PriceProblem[]
}

const FILE = 'prices.yaml'
/** A published list of every model there is has half a megabyte. */
const FILE_BYTES_MAX = 8 * 1024 * 1024

export function openPrices(home: string): PriceFile {
  const path = join(home, FILE)
  const read = rememberByStamp(async (): Promise<ReadPrices> => {
    const { text, problems } = await load(path)
    return problems.length > 0 ? { book: [], problems } : parsePrices(text)
  })
  return {
    file: FILE,
    read: () => read(path),
    add: async (rows) => {
      const { text, problems } = await load(path)
      if (problems.length > 0) return { ok: false, error: problems }
      const merged = mergePrices(text, rows)
      if (!merged.ok) return merged
      const { added, kept } = merged.value
      if (added > 0) await writeFileWhole(path, merged.value.text)
      return ok({ added, kept })
    },
  }
}

interface Loaded {
  readonly text: string
  readonly problems: readonly PriceProblem[]
}

async function load(path: string): Promise<Loaded> {
  if ((await ifPresent(() => stat(path))) === undefined) return { text: '', problems: [] }
  const text = await readText(path, FILE_BYTES_MAX)
  if (text.ok) return { text: text.value, problems: [] }
  return { text: '', problems: [{ line: 1, message: `${text.error.reason} ${text.error.mend}` }] }
}
