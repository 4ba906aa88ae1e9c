import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { PlacedReceipt, PlaceRange } from '../../engine/checkpoint-reader.ts'
import type { LatestFilter, LatestReceipt } from '../../engine/latest-receipts.ts'
import type { ReceiptFilter, ReceiptRow } from '../../engine/store.ts'
import { toReceiptRow } from './receipt-row.ts'
import { fromShortText } from './short-text.ts'
import type { Tables } from './tables.ts'

export async function listReceipts(db: Kysely<Tables>, filter: ReceiptFilter): Promise<readonly ReceiptRow[]> {
  return (await pageOf(db, filter).selectAll('job_outcomes').select(['runs.id', 'runs.workflow']).execute()).map(
    toReceiptRow,
  )
}

const PLACE = sql<number>`job_outcomes.rowid`

export async function listPlacedReceipts(
  db: Kysely<Tables>,
  { upTo, ...filter }: ReceiptFilter & Pick<PlaceRange, 'upTo'>,
): Promise<readonly PlacedReceipt[]> {
  const page = pageOf(db, filter).where(PLACE, '<=', upTo)
  const rows = await page.select(['runs.id', 'runs.workflow', 'number', 'line', 'hash', PLACE.as('place')]).execute()
  return rows.map(({ id, line, hash, ...row }) => ({
    ...row,
    run: id,
    line: fromShortText(line),
    hash: Buffer.from(hash).toString('hex'),
  }))
}

/** By run and number: run after run from an index, so that a page costs the same wherever it is. */
function pageOf(db: Kysely<Tables>, { run, workflow, after, ventures, limit }: ReceiptFilter) {
  return db
    .selectFrom('runs')
    .innerJoin('job_outcomes', 'job_outcomes.run', 'runs.key')
    .where(({ eb, and, refTuple, tuple }) =>
      and([
        ...(run === undefined ? [] : [eb('runs.id', '=', run)]),
        ...(workflow === undefined ? [] : [eb('runs.workflow', '=', workflow)]),
        ...(ventures === undefined ? [] : [eb('runs.venture', 'in', ventures)]),
        ...(after === undefined ? [] : [eb('runs.id', '>=', after.run)]),
        ...(after === undefined ? [] : [eb(refTuple('runs.id', 'number'), '>', tuple(after.run, after.number))]),
      ]),
    )
    .orderBy('runs.id')
    .orderBy('number')
    .limit(limit)
}

export async function latestReceipts(db: Kysely<Tables>, filter: LatestFilter): Promise<readonly LatestReceipt[]> {
  const { kind, workflow, ventures, before, limit } = filter
  const rows = await db
    .selectFrom('runs')
    .innerJoin('job_outcomes', 'job_outcomes.run', 'runs.key')
    .where(({ eb, and, refTuple, tuple }) =>
      and([
        ...(kind === undefined ? [] : [eb('kind', '=', kind)]),
        ...(workflow === undefined ? [] : [eb('runs.workflow', '=', workflow)]),
        ...(ventures === undefined ? [] : [eb('runs.venture', 'in', ventures)]),
        ...(before === undefined ? [] : [eb('runs.id', '<=', before.run)]),
        ...(before === undefined ? [] : [eb(refTuple('runs.id', 'number'), '<', tuple(before.run, before.number))]),
      ]),
    )
    .selectAll('job_outcomes')
    .select(['runs.id', 'runs.workflow', 'workflow_name', 'plan_digest', 'title'])
    .orderBy('runs.id', 'desc')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ workflow_name: workflowName, plan_digest: planDigest, title: runTitle, ...row }) => ({
    ...toReceiptRow(row),
    workflowName,
    planDigest,
    runTitle,
  }))
}
