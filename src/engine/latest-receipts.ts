import type { ReceiptFilter, ReceiptRow, RunRow } from './store.ts'

/** Questions about the receipts that came last. */
export interface LatestReceiptReader {
  /** The receipts of the newest runs, newest first. */
  readonly latestReceipts: (filter: LatestFilter) => Promise<readonly LatestReceipt[]>
}

/** A receipt with what its run's row says. */
export interface LatestReceipt extends ReceiptRow, Pick<RunRow, 'workflowName' | 'planDigest'> {
  readonly runTitle: RunRow['title']
}

export interface LatestFilter extends Pick<ReceiptFilter, 'workflow' | 'ventures' | 'limit'> {
  readonly kind?: ReceiptRow['kind']
  /** `run` and `number` of the last one seen. */
  readonly before?: ReceiptFilter['after']
}
