import type { Kysely } from 'kysely'
import type { RunStatus } from '../../core/run/run.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { RunCount, RunFilter, RunRow } from '../../engine/store.ts'
import { toRunRow } from './run-row.ts'
import { containsText } from './search-text.ts'
import type { Tables } from './tables.ts'

/** Newest first: the ids of runs are time-ordered. */
export async function listRuns(db: Kysely<Tables>, filter: RunFilter): Promise<readonly RunRow[]> {
  if (filter.statuses === undefined) return (await newestRuns(db, filter).execute()).map(toRunRow)
  const [first, ...others] = filter.statuses.map((status) => newestOfStatus(db, filter, status))
  if (first === undefined) return []
  const rows = await db
    .selectFrom(others.reduce((all, one) => all.unionAll(one), first).as('newest'))
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute()
  return rows.map(toRunRow)
}

export async function findFirstRun(db: Kysely<Tables>, workflow: WorkflowId): Promise<RunRow | undefined> {
  const [row] = await db
    .selectFrom('runs')
    .selectAll()
    .where('workflow', '=', workflow)
    .orderBy('id')
    .limit(1)
    .execute()
  return row && toRunRow(row)
}

export async function countRuns(db: Kysely<Tables>): Promise<readonly RunCount[]> {
  return db
    .selectFrom('runs')
    .select(['workflow', 'status', ({ fn }) => fn.countAll<number>().as('runs')])
    .groupBy(['workflow', 'status'])
    .orderBy('workflow')
    .orderBy('status')
    .execute()
}

/**
 * Each status for itself is read from the end of an index and no further than the page goes, however many runs there
 * are. Asked for several at once, SQLite would sort all of them.
 */
function newestOfStatus(db: Kysely<Tables>, filter: RunFilter, status: RunStatus) {
  return db.selectFrom(newestRuns(db, filter).where('status', '=', status).as('page')).selectAll()
}

function newestRuns(db: Kysely<Tables>, { workflow, search, before, ventures, limit }: RunFilter) {
  return db
    .selectFrom('runs')
    .selectAll()
    .where(({ eb, and }) =>
      and([
        ...(workflow === undefined ? [] : [eb('workflow', '=', workflow)]),
        ...(before === undefined ? [] : [eb('id', '<', before)]),
        ...(ventures === undefined ? [] : [eb('venture', 'in', ventures)]),
        ...(search === undefined ? [] : [containsText(['title', 'id'], search)]),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(limit)
}
