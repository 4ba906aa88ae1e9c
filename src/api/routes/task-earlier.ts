import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs } from '../../core/basics/timestamp.ts'
import { isBlind } from '../../core/run/blind.ts'
import type { TaskId } from '../../core/run/ids.ts'
import type { DecidedFilter } from '../../engine/decided-row.ts'
import type { ApiParts } from '../api-parts.ts'
import type { EarlierDecision } from '../contract/earlier-decisions.ts'
import { earlierDecisions } from '../contract/earlier-decisions.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { ownTasks } from '../posture/seen.ts'
import { refuse } from '../problems/refuse.ts'
import { earlierDecision, OVERALL_DAYS, overallSentence } from '../views/earlier-decisions.ts'
import { answers } from './answers.ts'
import type { LocatedTask } from './task-reads.ts'
import { locateTask, seenTask, taskParams, unknownTask } from './task-reads.ts'

/** As many as are looked at before a decision; each needs its run. */
const LATEST_MAX = 5
const DAY_MS = 86_400_000

const getEarlier = createRoute({
  method: 'get',
  path: '/api/v1/tasks/{id}/earlier',
  summary: 'What was decided about the same stage before',
  request: { params: taskParams },
  responses: answers(earlierDecisions, 'The last decisions, and how it went lately.'),
})

export function addTaskEarlier(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { reader, clock } = parts
  app.openapi(getEarlier, async (c) => {
    const id = c.req.valid('param').id as TaskId
    const at = await seenTask(c, parts, id)
    if (at === undefined) return refuse(c, unknownTask(id))
    const filter = { ...earlierThan(at, clock.now()), ...ownTasks(c) }
    const [rows, count] = await Promise.all([
      reader.listDecided(filter, LATEST_MAX),
      reader.countDecided(filter, addMs(filter.until, -OVERALL_DAYS * DAY_MS)),
    ])
    // What somebody else decided about the same answer would tell what it is.
    const others = isBlind(at.found) ? rows.filter((row) => row.run !== at.run.id) : rows
    const latest = await Promise.all(others.map((row) => decisionOf(parts, row.id)))
    return c.json({ latest: latest.filter((decision) => decision !== undefined), overall: overallSentence(count) }, 200)
  })
}

/** Before a task that was decided comes what was decided by then. */
function earlierThan({ run, found: { stage, task } }: LocatedTask, now: Timestamp): DecidedFilter {
  const until = task.state.status === 'answered' ? task.state.at : now
  return { workflow: run.plan.workflow.id, stage: stage.id, until, except: task.id }
}

async function decisionOf(parts: ApiParts, id: TaskId): Promise<EarlierDecision | undefined> {
  const at = await locateTask(parts, id)
  return at && earlierDecision(at.run, at.found)
}
