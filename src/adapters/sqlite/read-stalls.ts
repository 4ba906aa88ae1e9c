import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { utcDayOf } from '../../core/stall/stall-window.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { ListedStall, StallFilter, StallReader } from '../../engine/stall-row.ts'
import type { Tables } from './tables.ts'

export function createStallReads(db: Kysely<Tables>): StallReader {
  return {
    countStalls: async (workflow, since) => {
      const [stuck, stalled, ended] = await Promise.all([
        runsIn(stallsOf(db, workflow, 0)),
        runsIn(stallsOf(db, workflow, 1).where('at', '>=', since)),
        endedRuns(db, workflow, utcDayOf(since)),
      ])
      return { stalled: stuck + stalled, of: stuck + ended }
    },
    listStalls: (filter) => listStalls(db, filter),
  }
}

/** Whether they ended is spelled out: SQLite would not use their index for a value that it is only handed. */
function stallsOf(db: Kysely<Tables>, workflow: WorkflowId, ended: 0 | 1) {
  return db.selectFrom('stalls').where('ended', '=', sql.lit(ended)).where('workflow', '=', workflow)
}

async function runsIn(stalls: ReturnType<typeof stallsOf>): Promise<number> {
  const counted = await stalls
    .select((eb) => eb.fn.count<number>('run').distinct().as('runs'))
    .executeTakeFirstOrThrow()
  return counted.runs
}

async function endedRuns(db: Kysely<Tables>, workflow: WorkflowId, day: number): Promise<number> {
  const counted = await db
    .selectFrom('ended_runs')
    .where('workflow', '=', workflow)
    .where('day', '>=', day)
    .select((eb) => eb.fn.sum<number | null>('runs').as('runs'))
    .executeTakeFirstOrThrow()
  return counted.runs ?? 0
}

async function listStalls(
  db: Kysely<Tables>,
  { workflow, ventures, before, limit }: StallFilter,
): Promise<readonly ListedStall[]> {
  const rows = await db
    .selectFrom('stalls')
    .innerJoin('runs', 'runs.key', 'stalls.run')
    .select(['stalls.number', 'runs.id', 'stalls.workflow', 'stalls.stage', 'stalls.stage_name', 'stalls.kind'])
    .select(['stalls.at', 'stalls.response', 'stalls.task', 'runs.title', 'runs.status'])
    .where('stalls.workflow', '=', workflow)
    .where(({ eb, and }) =>
      and([
        ...(before === undefined ? [] : [eb('stalls.number', '<', before)]),
        ...(ventures === undefined ? [] : [eb('runs.venture', 'in', ventures)]),
      ]),
    )
    .orderBy('stalls.number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, stage_name, title, status, ...row }) => ({
    ...row,
    run: id,
    stageName: stage_name,
    runTitle: title,
    runStatus: status,
  }))
}
