import type { Kysely } from 'kysely'
import type { ReceiptFilter, ReceiptRow } from '../../engine/store.ts'
import { toReceiptRow } from './receipt-row.ts'
import type { Tables } from './tables.ts'

/** By run and number: run after run from an index, so that a page costs the same wherever it is. */
export async function listReceipts(
  db: Kysely<Tables>,
  { run, workflow, after, ventures, limit }: ReceiptFilter,
): Promise<readonly ReceiptRow[]> {
  const rows = await db
    .selectFrom('runs')
    .innerJoin('job_outcomes', 'job_outcomes.run', 'runs.key')
    .selectAll('job_outcomes')
    .select(['runs.id', 'runs.workflow'])
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
    .execute()
  return rows.map(toReceiptRow)
}

export async function latestReceipts(db: Kysely<Tables>, limit: number): Promise<readonly ReceiptRow[]> {
  const rows = await db
    .selectFrom('runs')
    .innerJoin('job_outcomes', 'job_outcomes.run', 'runs.key')
    .selectAll('job_outcomes')
    .select(['runs.id', 'runs.workflow'])
    .orderBy('runs.id', 'desc')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toReceiptRow)
}
