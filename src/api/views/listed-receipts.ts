import type { Plan } from '../../core/plan/plan.ts'
import { plannedAt, stageIndex } from '../../core/run/plan-index.ts'
import type { Engine } from '../../engine/engine.ts'
import type { LatestFilter, LatestReceipt, LatestReceiptReader } from '../../engine/latest-receipts.ts'
import type { ListedReceipt, ReceiptList } from '../contract/receipts.ts'
import { iso } from './instants.ts'
import { performerView, stageNameView } from './names.ts'

export interface ReceiptListParts {
  readonly reader: LatestReceiptReader
  readonly engine: Pick<Engine, 'getPlan'>
}

/** A page of the receipts of the newest runs. */
export async function receiptListView(
  { reader, engine }: ReceiptListParts,
  filter: LatestFilter,
): Promise<ReceiptList> {
  const rows = await reader.latestReceipts(filter)
  const receipts = await Promise.all(rows.map(async (row) => listedReceipt(row, await engine.getPlan(row.planDigest))))
  const last = rows.length < filter.limit ? undefined : rows.at(-1)
  return { receipts, next: last === undefined ? null : `${last.run}/${last.number}` }
}

function listedReceipt(row: LatestReceipt, plan: Plan): ListedReceipt {
  const { run: id, runTitle: title, workflow, workflowName: name, number, kind, stage, outcome, at, hash, line } = row
  const planned = stage === null ? undefined : plannedAt(plan, stageIndex(plan, stage))
  return {
    run: { id, title, workflow: { id: workflow, name } },
    number,
    kind,
    stage: planned === undefined ? null : stageNameView(planned),
    performer: planned === undefined ? null : performerView(planned.primary),
    outcome,
    at: iso(at),
    hash,
    line,
  }
}
