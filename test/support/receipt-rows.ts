import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { Receipt } from '../../src/core/receipt/receipt.ts'
import { receiptLine } from '../../src/core/receipt/write-receipts.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { ReceiptRow, RunRow, Transition } from '../../src/engine/store.ts'
import { aNewRun, aRunRow } from './rows.ts'
import { sha256 } from './runs.ts'

/** The rows of receipts, numbered from `first`. */
function receiptRows(row: Pick<RunRow, 'id' | 'workflow'>, receipts: readonly Receipt[], first = 1): ReceiptRow[] {
  return receipts.map((receipt, index) => rowOf(row, { ...receipt, run: row.id, number: first + index }))
}

function rowOf({ id, workflow }: Pick<RunRow, 'id' | 'workflow'>, receipt: Receipt): ReceiptRow {
  const line = receiptLine(receipt)
  return {
    run: id,
    number: receipt.number,
    kind: receipt.kind,
    stage: 'stage' in receipt ? (receipt.stage as StageId) : null,
    workflow,
    outcome: 'outcome' in receipt ? receipt.outcome : null,
    at: timestamp(Date.parse(receipt.at)),
    line,
    hash: sha256(line),
  }
}

/** A new run with its receipts. */
export function aRunWith(given: Partial<RunRow>, receipts: readonly Receipt[]): Transition {
  return aNewRun(given, { receipts: receiptRows(aRunRow(given), receipts) })
}

/** What a run got later: `had` receipts are there already. */
export function laterReceipts(
  run: RunId,
  had: number,
  receipts: readonly Receipt[],
): Pick<NonNullable<Transition['run']>, 'receipts'> {
  return { receipts: receiptRows(aRunRow({ id: run }), receipts, had + 1) }
}
