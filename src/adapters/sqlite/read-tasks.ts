import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { TaskId } from '../../core/run/ids.ts'
import type { TaskFilter, TaskRow } from '../../engine/store.ts'
import { BY_DEADLINE } from './by-deadline.ts'
import { isAsked } from './is-asked.ts'
import { keyOf } from './key-of.ts'
import { containsText } from './search-text.ts'
import type { Tables } from './tables.ts'
import { toTaskRow } from './task-row.ts'

/** Open tasks by deadline, others newest first. */
export async function listTasks(db: Kysely<Tables>, filter: TaskFilter): Promise<readonly TaskRow[]> {
  const rows = filter.status === 'open' ? byDeadline(db, filter) : newestFirst(db, filter)
  return (await rows.offset(filter.offset).limit(filter.limit).execute()).map(toTaskRow)
}

export async function findTask(db: Kysely<Tables>, id: TaskId): Promise<TaskRow | undefined> {
  const row = await tasks(db, {}).where('tasks.id', '=', id).executeTakeFirst()
  return row && toTaskRow(row)
}

/** The status is spelled out: SQLite would not use an index of open tasks for a status it is only handed. */
function byDeadline(db: Kysely<Tables>, filter: TaskFilter) {
  return tasks(db, filter).where('tasks.status', '=', sql.lit('open')).orderBy(BY_DEADLINE).orderBy('tasks.id')
}

function newestFirst(db: Kysely<Tables>, filter: TaskFilter) {
  const { status } = filter
  return tasks(db, filter)
    .where(({ eb, and }) => and(status === undefined ? [] : [eb('tasks.status', '=', status)]))
    .orderBy('tasks.opened_at', 'desc')
    .orderBy('tasks.id', 'desc')
}

function tasks(db: Kysely<Tables>, { run, search, to, ventures }: Omit<TaskFilter, 'offset' | 'limit'>) {
  return db
    .selectFrom('tasks')
    .innerJoin('runs', 'runs.key', 'tasks.run')
    .selectAll('tasks')
    .select(['runs.id as run_id', 'runs.workflow_name', 'runs.title'])
    .where(({ eb, and }) =>
      and([
        ...(run === undefined ? [] : [eb('tasks.run', '=', keyOf(db, run))]),
        ...(to === undefined ? [] : [isAsked(to)]),
        ...(ventures === undefined ? [] : [eb('runs.venture', 'in', ventures)]),
        ...(search === undefined
          ? []
          : [containsText(['tasks.stage_name', 'runs.workflow_name', 'runs.title', 'tasks.id'], search)]),
      ]),
    )
}
