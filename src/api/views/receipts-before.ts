import { fromIsoTime } from '../../core/basics/timestamp.ts'
import type { Receipt } from '../../core/receipt/receipt.ts'
import type { Run } from '../../core/run/run.ts'
import type { RunReader } from '../../engine/store.ts'

/** What was usual is read from so many runs of the WorkChart before, and so many of their receipts. */
const RUNS_READ_MAX = 50
const RECEIPTS_READ_MAX = 2_000

/** What was known when a run began: the receipts of the runs before it that were there by then, the newest runs first. */
export async function receiptsBefore(
  reader: Pick<RunReader, 'listRuns' | 'listReceipts'>,
  { id, plan, startedAt }: Run,
): Promise<readonly Receipt[]> {
  const { id: workflow, venture } = plan.workflow
  const ventures = venture === undefined ? {} : { ventures: [venture] }
  const earlier = await reader.listRuns({ workflow, ...ventures, before: id, limit: RUNS_READ_MAX })
  const receipts: Receipt[] = []
  for (const { id: run } of earlier) {
    const left = RECEIPTS_READ_MAX - receipts.length
    if (left === 0) break
    const rows = await reader.listReceipts({ run, after: { run, number: 0 }, limit: left })
    receipts.push(...rows.map(({ line }) => JSON.parse(line) as Receipt))
  }
  return receipts.filter(({ at }) => fromIsoTime(at) <= startedAt)
}
