import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { callerRole } from '../../core/people/caller.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { ApiParts } from '../api-parts.ts'
import { madeToken, makeTokenRequest, token, tokenList } from '../contract/people.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromTokenProblem } from '../problems/from-token-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { tokenView } from '../views/people.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const list = createRoute({
  method: 'get',
  path: '/api/v1/tokens',
  summary: 'Your tokens; for those who manage people, everybody’s',
  responses: answers(tokenList, 'What they are for, never the tokens themselves.'),
})

const make = createRoute({
  method: 'post',
  path: '/api/v1/tokens',
  summary: 'Make a token for a program',
  request: { body: body(makeTokenRequest) },
  responses: created(madeToken, 'The token itself is told only now.'),
})

const end = createRoute({
  method: 'post',
  path: '/api/v1/tokens/{id}/end',
  summary: 'Take a token back',
  request: { params: z.object({ id: z.string().min(1).max(100) }), body: body(nothing) },
  responses: answers(token, 'It proves nothing any more.'),
})

export function addTokenRoutes(app: OpenAPIHono<ApiEnv>, { tokens }: ApiParts): void {
  app.openapi(list, async (c) => {
    const rows = await tokens.list(managesPeople(c) ? null : c.get('actor'))
    return c.json({ tokens: rows.map(tokenView) }, 200)
  })
  app.openapi(make, async (c) => {
    const { service, ...words } = c.req.valid('json')
    if (c.get('via') === 'token') return refuse(c, BY_PEOPLE)
    if (service !== undefined && !managesPeople(c)) return refuse(c, FOR_ADMINS)
    const holder = service === undefined ? c.get('actor') : (`service:${service}` as ActorId)
    const made = await tokens.make({ ...words, holder, by: c.get('actor') })
    if (!made.ok) return refuse(c, fromTokenProblem(made.error))
    return c.json({ token: tokenView(made.value.row), secret: made.value.secret }, 201)
  })
  app.openapi(end, async (c) => {
    const { id } = c.req.valid('param')
    const mine = (await tokens.list(managesPeople(c) ? null : c.get('actor'))).some((row) => row.id === id)
    const ended = mine ? await tokens.end(id, c.get('actor')) : undefined
    if (ended?.ok === true) return c.json(tokenView(ended.value), 200)
    return refuse(c, fromTokenProblem(ended?.error ?? { code: 'token-unknown', id }))
  })
}

function managesPeople(c: Context<ApiEnv>): boolean {
  return callerRole('people:manage', c.get('caller')) !== undefined
}

const BY_PEOPLE: ApiProblem = {
  code: 'not-allowed',
  detail: 'A token can not make tokens. Make it signed in, or from the terminal of this machine.',
}

const FOR_ADMINS: ApiProblem = {
  code: 'not-allowed',
  detail: 'A token for a service needs the role Admin. Make one for yourself, or ask an Admin of this house.',
}
