import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { FoundTask } from '../../core/run/find-task.ts'
import { findTask } from '../../core/run/find-task.ts'
import type { RunId, TaskId } from '../../core/run/ids.ts'
import { parseTaskId } from '../../core/run/open-task.ts'
import type { Run } from '../../core/run/run.ts'
import type { Task } from '../../core/run/task.ts'
import type { TaskFilter } from '../../engine/store.ts'
import type { ApiParts } from '../api-parts.ts'
import { taskDetail as taskDetailSchema } from '../contract/task-detail.ts'
import { taskList, taskQuery } from '../contract/tasks.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { callerStanding } from '../posture/caller.ts'
import { ownTasks, seesRun, seesTask } from '../posture/seen.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { taskDetail } from '../views/task-detail.ts'
import { taskRowView } from '../views/task-row.ts'
import { answers } from './answers.ts'

/** The neighbours of a task are looked for among this many. */
const NEXT_SEARCHED_MAX = 200

export const taskParams = z.object({ id: z.string().min(1).max(300) })

const listTasks = createRoute({
  method: 'get',
  path: '/api/v1/tasks',
  summary: 'Tasks; open ones by deadline or by priority, others newest first',
  request: { query: taskQuery },
  responses: answers(taskList, 'A page of tasks.'),
})

const getTask = createRoute({
  method: 'get',
  path: '/api/v1/tasks/{id}',
  summary: 'A task with its evidence and what each answer does',
  request: { params: taskParams },
  responses: answers(taskDetailSchema, 'The task.'),
})

export function addTaskReads(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { reader, clock } = parts
  app.openapi(listTasks, async (c) => {
    const asked = c.req.valid('query')
    const mine = asked.whose === 'mine' ? { to: callerStanding(c).names } : {}
    const filter = { ...filterOf(asked), ...ownTasks(c), ...mine }
    const rows = await reader.listTasks(filter)
    return c.json(
      { tasks: rows.map(taskRowView), next: rows.length < filter.limit ? null : filter.offset + rows.length },
      200,
    )
  })
  app.openapi(getTask, async (c) => {
    const id = c.req.valid('param').id as TaskId
    const at = await seenTask(c, parts, id)
    if (at === undefined) return refuse(c, unknownTask(id))
    const [stored, next] = await Promise.all([
      reader.history(at.run.id, { after: 0, also: [] }),
      nextTask(c, parts, at.found.task),
    ])
    const history = stored.map(({ event }) => event)
    const viewing = { as: callerStanding(c), now: clock.now(), sha256: parts.ids.sha256 }
    return c.json(taskDetail({ ...at, history, next }, viewing), 200)
  })
}

function filterOf({ status, run, search, priority, sort, offset, limit }: z.output<typeof taskQuery>): TaskFilter {
  return {
    status,
    sort,
    offset,
    limit,
    ...(run === undefined ? {} : { run: run as RunId }),
    ...(search === undefined ? {} : { search }),
    ...(priority === undefined ? {} : { priority }),
  }
}

/** A task in its run. */
export interface LocatedTask {
  readonly run: Run
  readonly found: FoundTask
}

export async function locateTask({ engine }: Pick<ApiParts, 'engine'>, id: TaskId): Promise<LocatedTask | undefined> {
  const parsed = parseTaskId(id)
  const run = parsed === undefined ? undefined : await engine.findRun(parsed.run)
  const found = run === undefined ? undefined : findTask(run, id)
  return run === undefined || found === undefined ? undefined : { run, found }
}

/** A task that the caller may see; those of others are not there for them. */
export async function seenTask(
  c: Context<ApiEnv>,
  parts: Pick<ApiParts, 'engine'>,
  id: TaskId,
): Promise<LocatedTask | undefined> {
  const at = await locateTask(parts, id)
  return at !== undefined && seesRun(c, at.run) && seesTask(c, at.found.task) ? at : undefined
}

export function unknownTask(id: string): ApiProblem {
  return {
    code: 'task-unknown',
    detail: `There is no task "${id}". \`workcharts inbox list\` names all that are open.`,
  }
}

/** The open task after this one by deadline, whether or not this one is still open; else the first of the caller’s. */
export async function nextTask(
  c: Context<ApiEnv>,
  { reader }: ApiParts,
  { id, due }: Pick<Task, 'id' | 'due'>,
): Promise<string | null> {
  const open = await reader.listTasks({ status: 'open', offset: 0, limit: NEXT_SEARCHED_MAX, ...ownTasks(c) })
  const others = open.filter((row) => row.id !== id)
  const next = others.find((row) => comesAfter(row, { id, due })) ?? others[0]
  return next?.id ?? null
}

/** In the order of the list: by deadline, those without one last, then by id. */
function comesAfter(row: Pick<Task, 'id' | 'due'>, task: Pick<Task, 'id' | 'due'>): boolean {
  const [left, right] = [row.due ?? Number.POSITIVE_INFINITY, task.due ?? Number.POSITIVE_INFINITY]
  return left === right ? row.id > task.id : left > right
}
