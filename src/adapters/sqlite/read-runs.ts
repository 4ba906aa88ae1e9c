import type { Kysely } from 'kysely'
import type { RunStatus } from '../../core/run/run.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { RunCount, RunFilter, RunRow } from '../../engine/store.ts'
import { keyOf } from './key-of.ts'
import { toRunRow } from './run-row.ts'
import type { Tables } from './tables.ts'

/** Newest first: runs are numbered as they are begun. */
export async function listRuns(db: Kysely<Tables>, filter: RunFilter): Promise<readonly RunRow[]> {
  if (filter.statuses === undefined) return (await newestRuns(db, filter).execute()).map(toRunRow)
  const [first, ...others] = filter.statuses.map((status) => newestOfStatus(db, filter, status))
  if (first === undefined) return []
  const rows = await db
    .selectFrom(others.reduce((all, one) => all.unionAll(one), first).as('newest'))
    .selectAll()
    .orderBy('key', 'desc')
    .limit(filter.limit)
    .execute()
  return rows.map(toRunRow)
}

export async function findFirstRun(db: Kysely<Tables>, workflow: WorkflowId): Promise<RunRow | undefined> {
  const [row] = await db
    .selectFrom('runs')
    .selectAll()
    .where('workflow', '=', workflow)
    .orderBy('key')
    .limit(1)
    .execute()
  return row && toRunRow(row)
}

export async function countRuns(db: Kysely<Tables>): Promise<readonly RunCount[]> {
  return db.selectFrom('run_totals').selectAll().where('runs', '>', 0).orderBy('workflow').orderBy('status').execute()
}

/**
 * Each status for itself is read from the end of an index and no further than the page goes, however many runs there
 * are. Asked for several at once, SQLite would sort all of them.
 */
function newestOfStatus(db: Kysely<Tables>, filter: RunFilter, status: RunStatus) {
  return db.selectFrom(newestRuns(db, filter).where('status', '=', status).as('page')).selectAll()
}

function newestRuns(db: Kysely<Tables>, { workflow, before, ventures, limit }: RunFilter) {
  return db
    .selectFrom('runs')
    .selectAll()
    .where(({ eb, and }) =>
      and([
        ...(workflow === undefined ? [] : [eb('workflow', '=', workflow)]),
        ...(before === undefined ? [] : [eb('key', '<', keyOf(db, before))]),
        ...(ventures === undefined ? [] : [eb('venture', 'in', ventures)]),
      ]),
    )
    .orderBy('key', 'desc')
    .limit(limit)
}
