import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { timestamp } from '../../core/basics/timestamp.ts'
import { runStatus } from '../../core/run/run.ts'
import type { ApiParts } from '../api-parts.ts'
import { runState } from '../contract/runs.ts'
import { triggerList, triggerQuery } from '../contract/triggers.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromRunProblem } from '../problems/from-run-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { firingView, triggerView } from '../views/trigger.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

/** What schedules did lately fits a screen. */
const FIRINGS_SHOWN_MAX = 50

const listTriggers = createRoute({
  method: 'get',
  path: '/api/v1/triggers',
  summary: 'Schedules with their next instants, and what the last ones led to',
  request: { query: triggerQuery },
  responses: answers(triggerList, 'All schedules.'),
})

/** The id holds a slash (`<workflow>/<trigger>`), which an address spells `%2F`. */
const fire = createRoute({
  method: 'post',
  path: '/api/v1/triggers/{id}/fire',
  summary: 'Fire a schedule by hand, as if its next instant had come now',
  request: {
    params: z.object({ id: z.string().min(1).max(200) }),
    body: body(nothing),
  },
  responses: created(runState, 'The run it started.'),
})

export function addTriggerRoutes(app: OpenAPIHono<ApiEnv>, { reader, workflows, clock }: ApiParts): void {
  app.openapi(listTriggers, async (c) => {
    const { count, from } = c.req.valid('query')
    const after = from === undefined ? clock.now() : timestamp(Date.parse(from))
    const [rows, firings, summaries] = await Promise.all([
      reader.listTriggers(),
      reader.listFirings(null, FIRINGS_SHOWN_MAX),
      workflows.list(),
    ])
    const names = new Map<string, string>(summaries.map(({ id, name }) => [id, name]))
    return c.json(
      { triggers: rows.map((row) => triggerView(row, { after, count, names })), firings: firings.map(firingView) },
      200,
    )
  })
  app.openapi(fire, async (c) => {
    const fired = await workflows.fire(c.req.valid('param').id)
    if (!fired.ok) return refuse(c, fromRunProblem(fired.error))
    return c.json({ id: fired.value.id, status: runStatus(fired.value), version: fired.value.version }, 201)
  })
}
