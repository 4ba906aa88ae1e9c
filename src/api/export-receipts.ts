import type { Sha256 } from '../core/basics/sha256.ts'
import { sealLine } from '../core/receipt/export.ts'
import type { ReceiptFilter, ReceiptRow, RunReader } from '../engine/store.ts'

/** Receipts held in memory at once. */
const PAGE_RECEIPTS = 500

export interface ExportParts {
  readonly reader: RunReader
  readonly sha256: Sha256
}

/** The lines of an export, page by page: every receipt as it was hashed, then the seal over the ends of all chains. */
export async function* exportPages(
  parts: ExportParts,
  which: Pick<ReceiptFilter, 'run' | 'workflow' | 'ventures'>,
): AsyncGenerator<string> {
  const heads = new Map<string, string>()
  let receipts = 0
  for await (const rows of pagesOf(parts.reader, which)) {
    for (const { run, hash } of rows) heads.set(run, hash)
    receipts += rows.length
    yield rows.map(({ line }) => `${line}\n`).join('')
  }
  yield `${sealLine({ receipts, heads }, parts.sha256)}\n`
}

async function* pagesOf(
  reader: RunReader,
  which: Pick<ReceiptFilter, 'run' | 'workflow' | 'ventures'>,
): AsyncGenerator<readonly ReceiptRow[]> {
  let rows = await reader.listReceipts({ ...which, limit: PAGE_RECEIPTS })
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    yield rows
    rows = await reader.listReceipts({ ...which, after: { run: last.run, number: last.number }, limit: PAGE_RECEIPTS })
  }
}
