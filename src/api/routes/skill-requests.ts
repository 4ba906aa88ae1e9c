import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { ApiParts } from '../api-parts.ts'
import { askForSkillRequest, skillRequest, skillRequestList, skillRequestQuery } from '../contract/skill-requests.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromSkillRequestProblem } from '../problems/from-skill-request-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { commandId } from '../request-key.ts'
import { skillRequestView } from '../views/skill-request.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const list = createRoute({
  method: 'get',
  path: '/api/v1/skill-requests',
  summary: 'Skills that people asked for, newest first',
  request: { query: skillRequestQuery },
  responses: answers(skillRequestList, 'Those that are open, or those that are closed.'),
})

const ask = createRoute({
  method: 'post',
  path: '/api/v1/skill-requests',
  summary: 'Ask for a skill',
  request: { body: body(askForSkillRequest) },
  responses: created(skillRequest, 'It stands in the list.'),
})

const close = createRoute({
  method: 'post',
  path: '/api/v1/skill-requests/{id}/close',
  summary: 'Close a request: the skill is there, or no longer wanted',
  request: { params: z.object({ id: z.string().min(1) }), body: body(nothing) },
  responses: answers(skillRequest, 'It is closed.'),
})

export function addSkillRequestRoutes(app: OpenAPIHono<ApiEnv>, { skillRequests, ids }: ApiParts): void {
  app.openapi(list, async (c) => {
    const rows = await skillRequests.list(c.req.valid('query').status)
    return c.json({ requests: rows.map(skillRequestView) }, 200)
  })
  app.openapi(ask, async (c) => {
    const { stage = null, ...words } = c.req.valid('json')
    const asked = await skillRequests.ask({ ...words, stage, id: commandId(c, ids), by: c.get('actor') })
    return asked.ok ? c.json(skillRequestView(asked.value), 201) : refuse(c, fromSkillRequestProblem(asked.error))
  })
  app.openapi(close, async (c) => {
    const closed = await skillRequests.close(c.req.valid('param').id)
    return closed.ok ? c.json(skillRequestView(closed.value), 200) : refuse(c, fromSkillRequestProblem(closed.error))
  })
}
