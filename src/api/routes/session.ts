import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs } from '../../core/basics/timestamp.ts'
import type { Caller } from '../../core/people/caller.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import type { ApiParts } from '../api-parts.ts'
import type { Session } from '../contract/system.ts'
import { session, sessionRequest, startLink } from '../contract/system.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { giveCookie, sessionSecret, takeCookie } from '../posture/authenticate.ts'
import { SESSION_IDLE_MS } from '../posture/sessions.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { isoOrNull } from '../views/instants.ts'
import { actorView } from '../views/names.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const enter = createRoute({
  method: 'post',
  path: '/api/v1/session',
  summary: 'Trade the one-time code of a start link for a session',
  request: { body: body(sessionRequest) },
  responses: created(session, 'You are signed in.'),
})

const who = createRoute({
  method: 'get',
  path: '/api/v1/session',
  summary: 'Who is signed in here',
  responses: answers(session, 'Who acts, and until when.'),
})

const leave = createRoute({
  method: 'delete',
  path: '/api/v1/session',
  summary: 'Sign out',
  request: { body: body(nothing) },
  responses: answers(nothing, 'You are signed out.'),
})

const link = createRoute({
  method: 'post',
  path: '/api/v1/session/link',
  summary: 'A fresh start link, for the command line',
  request: { body: body(nothing) },
  responses: created(startLink, 'It works once, within a minute.'),
})

export function addSessionRoutes(app: OpenAPIHono<ApiEnv>, { sessions, port, clock }: ApiParts): void {
  app.openapi(enter, (c) => {
    const secret = sessions.exchange(c.req.valid('json').code)
    if (secret === undefined) return refuse(c, CODE_OVER)
    giveCookie(c, port, secret)
    return c.json(sessionView(LOCAL_OWNER, addMs(clock.now(), SESSION_IDLE_MS)), 201)
  })
  app.openapi(who, (c) => c.json(sessionView(c.get('caller'), c.get('expiresAt')), 200))
  app.openapi(leave, (c) => {
    endSession(c)
    return c.json({}, 200)
  })
  app.openapi(link, (c) => {
    if (c.get('via') !== 'terminal') return refuse(c, FOR_COMMAND_LINE)
    return c.json({ url: startUrl(port, sessions.issueCode()) }, 201)
  })

  function endSession(c: Context): void {
    const secret = sessionSecret(c, port)
    if (secret !== undefined) sessions.end(secret)
    takeCookie(c, port)
  }
}

/** The code stands behind the `#`: browsers send that to nobody, and no log sees it. */
function startUrl(port: number, code: string): string {
  return `http://127.0.0.1:${port}/#code=${code}`
}

function sessionView({ id, roles }: Caller, expiresAt: Timestamp | null): Session {
  return { actor: actorView(id), roles, expiresAt: isoOrNull(expiresAt) }
}

const CODE_OVER: ApiProblem = {
  code: 'code-over',
  detail: 'This start link was used before or is too old. Type `workcharts open` for a new one.',
}

const FOR_COMMAND_LINE: ApiProblem = {
  code: 'for-command-line',
  detail: 'Start links are made by the command line only. Type `workcharts open`.',
}
