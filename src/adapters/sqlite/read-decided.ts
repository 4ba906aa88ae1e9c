import type { ExpressionBuilder, Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { TaskAnswerType } from '../../core/run/task.ts'
import type { DecidedCount, DecidedFilter, DecidedReader } from '../../engine/decided-row.ts'
import { DECISIONS_LOOKED_MAX } from '../../engine/decided-row.ts'
import { isAsked } from './is-asked.ts'
import type { Tables } from './tables.ts'
import { toTaskRow } from './task-row.ts'

export function createDecidedReads(db: Kysely<Tables>): DecidedReader {
  return {
    listDecided: async (filter, limit) => {
      const rows = await decided(db, filter)
        .selectAll('tasks')
        .select(['runs.id as run_id', 'runs.workflow_name', 'runs.title'])
        .orderBy('tasks.decided_at', 'desc')
        .orderBy('tasks.id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toTaskRow)
    },
    countDecided: (filter, since) => countDecided(db, filter, since),
  }
}

async function countDecided(db: Kysely<Tables>, filter: DecidedFilter, since: Timestamp): Promise<DecidedCount> {
  const beyond = await tasksOf(db, filter)
    .select('decided_at')
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .offset(DECISIONS_LOOKED_MAX)
    .limit(1)
    .executeTakeFirst()
  const counted = await decided(db, filter)
    .where('tasks.decided_at', '>=', since)
    .select((eb) => [
      answered(eb, 'approve').as('approve'),
      answered(eb, 'edit').as('edit'),
      answered(eb, 'reject').as('reject'),
      answered(eb, 'retry').as('retry'),
    ])
    .executeTakeFirstOrThrow()
  return { answers: counted, isWhole: beyond === undefined || (beyond.decided_at ?? since) < since }
}

function answered(eb: ExpressionBuilder<Tables, 'tasks'>, answer: TaskAnswerType) {
  return eb.fn.count<number>('tasks.id').filterWhere('tasks.answer', '=', answer)
}

/** The last of the stage's decisions, of these what is asked for. A place in the index says where they begin. */
function decided(db: Kysely<Tables>, filter: DecidedFilter) {
  const { to, ventures } = filter
  const first = tasksOf(db, filter)
    .select('decided_at')
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .offset(DECISIONS_LOOKED_MAX - 1)
    .limit(1)
  return tasksOf(db, filter)
    .innerJoin('runs', 'runs.key', 'tasks.run')
    .where(({ eb, and }) =>
      and([
        eb('tasks.decided_at', '>=', sql<Timestamp>`coalesce(${first}, 0)`),
        ...(to === undefined ? [] : [isAsked(to)]),
        ...(ventures === undefined ? [] : [eb('runs.venture', 'in', ventures)]),
      ]),
    )
}

/** The status is spelled out: SQLite would not use an index of answered tasks for a status it is only handed. */
function tasksOf(db: Kysely<Tables>, { workflow, stage, until, except }: DecidedFilter) {
  return db
    .selectFrom('tasks')
    .where('tasks.workflow', '=', workflow)
    .where('tasks.stage', '=', stage)
    .where('tasks.status', '=', sql.lit('answered'))
    .where('tasks.decided_at', '<=', until)
    .where('tasks.id', '!=', except)
}
