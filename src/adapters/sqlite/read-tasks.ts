import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { TaskId } from '../../core/run/ids.ts'
import type { TaskFilter, TaskRow } from '../../engine/store.ts'
import { BY_DEADLINE } from './by-deadline.ts'
import { BY_PRIORITY, PRIORITY_RANK } from './by-priority.ts'
import { isAsked } from './is-asked.ts'
import { keyOf } from './key-of.ts'
import { containsText } from './search-text.ts'
import type { Tables } from './tables.ts'
import { toTaskRow } from './task-row.ts'

/** Open tasks by deadline or by priority, others newest first. */
export async function listTasks(db: Kysely<Tables>, filter: TaskFilter): Promise<readonly TaskRow[]> {
  const rows = filter.status === 'open' ? open(db, filter) : newestFirst(db, filter)
  return (await rows.offset(filter.offset).limit(filter.limit).execute()).map(toTaskRow)
}

export async function findTask(db: Kysely<Tables>, id: TaskId): Promise<TaskRow | undefined> {
  const row = await tasks(db, {}).where('tasks.id', '=', id).executeTakeFirst()
  return row && toTaskRow(row)
}

/**
 * The status is spelled out, and so is a priority: SQLite would not use an index of open tasks for values it is only
 * handed. Among tasks of one priority only the deadline is left to order by.
 */
function open(db: Kysely<Tables>, { priority, sort, ...filter }: TaskFilter) {
  const listed = tasks(db, filter).where('tasks.status', '=', sql.lit('open'))
  const some = priority === undefined ? listed : listed.where(BY_PRIORITY, '=', sql.lit(PRIORITY_RANK[priority]))
  const ordered = priority === undefined && sort === 'priority' ? some.orderBy(BY_PRIORITY) : some
  return ordered.orderBy(BY_DEADLINE).orderBy('tasks.id')
}

function newestFirst(db: Kysely<Tables>, filter: TaskFilter) {
  const { status, priority } = filter
  return tasks(db, filter)
    .where(({ eb, and }) =>
      and([
        ...(status === undefined ? [] : [eb('tasks.status', '=', status)]),
        ...(priority === undefined ? [] : [eb('tasks.priority', '=', priority)]),
      ]),
    )
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
