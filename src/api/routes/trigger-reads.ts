import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { fromIsoTime } from '../../core/basics/timestamp.ts'
import type { ApiParts } from '../api-parts.ts'
import { firingList, firingQuery, trigger, triggerList, triggerParams, triggerQuery } from '../contract/triggers.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromTriggerProblem } from '../problems/from-trigger-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { workflowNames } from '../views/names.ts'
import { firingView, triggerView } from '../views/trigger.ts'
import { answers } from './answers.ts'

/** What triggers did lately fits a screen. */
const FIRINGS_SHOWN_MAX = 50

const listTriggers = createRoute({
  method: 'get',
  path: '/api/v1/triggers',
  summary: 'What starts runs by itself, with the next instants of schedules, and what the last ones led to',
  request: { query: triggerQuery },
  responses: answers(triggerList, 'All schedules and event triggers.'),
})

const getTrigger = createRoute({
  method: 'get',
  path: '/api/v1/triggers/{id}',
  summary: 'One schedule or event trigger, with its next instants',
  request: { params: triggerParams, query: triggerQuery },
  responses: answers(trigger, 'The trigger.'),
})

const listFirings = createRoute({
  method: 'get',
  path: '/api/v1/triggers/{id}/firings',
  summary: 'What a trigger did, newest first: every start, and every one that was left out with its reason',
  request: { params: triggerParams, query: firingQuery },
  responses: answers(firingList, 'Its log.'),
})

export function addTriggerReads(app: OpenAPIHono<ApiEnv>, { reader, workflows, webhooks, clock }: ApiParts): void {
  app.openapi(listTriggers, async (c) => {
    const { count, from } = c.req.valid('query')
    const now = clock.now()
    const after = from === undefined ? now : fromIsoTime(from)
    const [rows, firings, summaries, addresses] = await Promise.all([
      reader.listTriggers(),
      reader.listFirings(null, FIRINGS_SHOWN_MAX),
      workflows.list(),
      webhooks.list(),
    ])
    const names = workflowNames(summaries)
    const triggers = rows.map((row) => triggerView(row, { now, after, count, names, webhooks: addresses }))
    const newest = await Promise.all(rows.map(({ id }) => reader.listFirings(id, 1)))
    return c.json({ triggers, firings: firings.map(firingView), newest: newest.flat().map(firingView) }, 200)
  })
  app.openapi(getTrigger, async (c) => {
    const { id } = c.req.valid('param')
    const { count, from } = c.req.valid('query')
    const row = await reader.findTrigger(id)
    if (row === undefined) return refuse(c, fromTriggerProblem({ code: 'trigger-unknown', trigger: id }))
    const now = clock.now()
    const names = workflowNames(await workflows.list())
    const after = from === undefined ? now : fromIsoTime(from)
    const instants = { now, after, count, names, webhooks: await webhooks.list() }
    return c.json(triggerView(row, instants), 200)
  })
  app.openapi(listFirings, async (c) => {
    const { id } = c.req.valid('param')
    if ((await reader.findTrigger(id)) === undefined)
      return refuse(c, fromTriggerProblem({ code: 'trigger-unknown', trigger: id }))
    const firings = await reader.listFirings(id, c.req.valid('query').limit)
    return c.json({ firings: firings.map(firingView) }, 200)
  })
}
