import type { Receipt } from '../../core/receipt/receipt.ts'
import type { LatestReceiptReader } from '../../engine/latest-receipts.ts'

/** What is known of the past is read from this many of the newest receipts: more would keep the others waiting. */
const RECEIPTS_READ_MAX = 2_000

/** The newest receipts, and of these only those of one workflow; null: of all. */
export async function newestReceipts(
  reader: LatestReceiptReader,
  workflow: string | null,
): Promise<readonly Receipt[]> {
  const rows = await reader.latestReceipts({ limit: RECEIPTS_READ_MAX })
  const wanted = workflow === null ? rows : rows.filter((row) => row.workflow === workflow)
  return wanted.map(({ line }) => JSON.parse(line) as Receipt)
}
