import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { isWell, sayAnswer } from '../../core/connection/connection-answer.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { ConnectionOrder } from '../../engine/connections.ts'
import type { ApiParts } from '../api-parts.ts'
import { addConnection, connection, connectionList, connectionTest } from '../contract/connections.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromConnectionProblem } from '../problems/from-connection-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { connectionView } from '../views/connection.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const NAMED = { params: z.object({ name: z.string().min(1) }), body: body(nothing) }

const list = createRoute({
  method: 'get',
  path: '/api/v1/connections',
  summary: 'Who answers for agents, in the order they were added',
  responses: answers(connectionList, 'The connections, without their keys.'),
})

const add = createRoute({
  method: 'post',
  path: '/api/v1/connections',
  summary: 'Add a connection, or replace one',
  request: { body: body(addConnection) },
  responses: created(connection, 'It is kept, its key sealed.'),
})

const makeDefault = createRoute({
  method: 'post',
  path: '/api/v1/connections/{name}/default',
  summary: 'Make it the one that answers for agents that ask for no other',
  request: NAMED,
  responses: answers(connection, 'It is the default.'),
})

const remove = createRoute({
  method: 'post',
  path: '/api/v1/connections/{name}/remove',
  summary: 'Remove a connection and erase its key',
  request: NAMED,
  responses: answers(connectionList, 'The connections that are left.'),
})

const test = createRoute({
  method: 'post',
  path: '/api/v1/connections/{name}/test',
  summary: 'Reach for a connection without giving it any work',
  request: NAMED,
  responses: answers(connectionTest, 'What came of it.'),
})

export function addConnectionRoutes(app: OpenAPIHono<ApiEnv>, { connections }: ApiParts): void {
  app.openapi(list, async (c) => c.json({ connections: (await connections.listKept()).map(connectionView) }, 200))
  app.openapi(add, async (c) => {
    const done = await connections.add(toOrder(c.req.valid('json'), c.get('actor')))
    return done.ok ? c.json(connectionView(done.value), 201) : refuse(c, fromConnectionProblem(done.error))
  })
  app.openapi(makeDefault, async (c) => {
    const done = await connections.makeDefault(c.req.valid('param').name)
    return done.ok ? c.json(connectionView(done.value), 200) : refuse(c, fromConnectionProblem(done.error))
  })
  app.openapi(remove, async (c) => {
    const left = await connections.remove(c.req.valid('param').name)
    if (!left.ok) return refuse(c, fromConnectionProblem(left.error))
    return c.json({ connections: left.value.map(connectionView) }, 200)
  })
  app.openapi(test, async (c) => {
    const answer = await connections.test(c.req.valid('param').name)
    if (!answer.ok) return refuse(c, fromConnectionProblem(answer.error))
    return c.json({ isWell: isWell(answer.value), detail: sayAnswer(answer.value) }, 200)
  })
}

function toOrder({ isDefault, replace, ...said }: z.output<typeof addConnection>, by: ActorId): ConnectionOrder {
  const common = { isDefault, existing: replace ? 'replace' : 'refuse', by } as const
  if (said.type === 'program') return { ...common, settings: said, key: null }
  const { key = null, ...settings } = said
  return { ...common, settings, key }
}
