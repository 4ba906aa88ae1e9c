import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addMs } from '../../core/basics/timestamp.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import type { ActorId } from '../../core/run/ids.ts'
import { SESSION_IDLE_MS } from '../../engine/sign-in.ts'
import type { ApiParts } from '../api-parts.ts'
import { session, sessionRequest, startLink } from '../contract/system.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { giveCookie, sessionSecret, takeCookie } from '../posture/cookie.ts'
import { siteOf } from '../posture/site.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { sessionView } from '../views/session.ts'
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

const leaveAll = createRoute({
  method: 'post',
  path: '/api/v1/session/end-all',
  summary: 'Sign out wherever you are signed in',
  request: { body: body(nothing) },
  responses: answers(nothing, 'You are signed out here and everywhere else.'),
})

export function addSessionRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { sessions, port, clock } = parts
  app.openapi(enter, (c) => {
    if (siteOf(parts).reach === 'elsewhere') return refuse(c, FOR_THIS_MACHINE)
    const secret = sessions.exchange(c.req.valid('json').code)
    if (secret === undefined) return refuse(c, CODE_OVER)
    giveCookie(c, parts, secret)
    return c.json(sessionView(LOCAL_OWNER, addMs(clock.now(), SESSION_IDLE_MS)), 201)
  })
  app.openapi(who, (c) => c.json(sessionView(c.get('caller'), c.get('expiresAt')), 200))
  app.openapi(leave, async (c) => {
    await endSession(c, parts)
    return c.json({}, 200)
  })
  app.openapi(leaveAll, async (c) => {
    await endAllOf(c.get('actor'), parts)
    takeCookie(c, parts)
    return c.json({}, 200)
  })
  app.openapi(link, (c) => {
    if (c.get('via') !== 'terminal') return refuse(c, FOR_COMMAND_LINE)
    return c.json({ url: startUrl(port, sessions.issueCode()) }, 201)
  })
}

async function endSession(c: Context, parts: ApiParts): Promise<void> {
  const secret = sessionSecret(c, parts)
  if (secret !== undefined) {
    parts.sessions.end(secret)
    await parts.sharing?.signIn.end({ type: 'one', secret })
  }
  takeCookie(c, parts)
}

async function endAllOf(person: ActorId, { sessions, sharing }: ApiParts): Promise<void> {
  if (person === LOCAL_OWNER.id) sessions.endAll()
  else await sharing?.signIn.end({ type: 'everywhere', person })
}

/** The code stands behind the `#`: browsers send that to nobody, and no log sees it. */
function startUrl(port: number, code: string): string {
  return `http://127.0.0.1:${port}/#code=${code}`
}

const CODE_OVER: ApiProblem = {
  code: 'code-over',
  detail: 'This start link was used before or is too old. Type `workcharts open` for a new one.',
}

const FOR_THIS_MACHINE: ApiProblem = {
  code: 'code-over',
  detail: 'Start links open on the computer that runs WorkCharts only. Sign in with your password here.',
}

const FOR_COMMAND_LINE: ApiProblem = {
  code: 'for-command-line',
  detail: 'Start links are made by the command line only. Type `workcharts open`.',
}
