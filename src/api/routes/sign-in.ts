import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { OpenSession, Proof, SignInProblem } from '../../engine/sign-in.ts'
import type { ApiParts } from '../api-parts.ts'
import { signInLinkRequest, signInRequest, useInvitationRequest, useLinkRequest, waysIn } from '../contract/sign-in.ts'
import { session } from '../contract/system.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { clientOf } from '../posture/client-of.ts'
import { giveCookie } from '../posture/cookie.ts'
import { siteOf } from '../posture/site.ts'
import { fromSignInProblem } from '../problems/from-sign-in-problem.ts'
import { NO_MAIL, NOT_SHARED } from '../problems/not-shared.ts'
import { refuse } from '../problems/refuse.ts'
import { sessionView } from '../views/session.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const ways = createRoute({
  method: 'get',
  path: '/api/v1/sign-in',
  summary: 'How people sign in here',
  responses: answers(waysIn, 'What the page offers.'),
})

const byPassword = createRoute({
  method: 'post',
  path: '/api/v1/sign-in',
  summary: 'Sign in with a password',
  request: { body: body(signInRequest) },
  responses: created(session, 'You are signed in.'),
})

const askForLink = createRoute({
  method: 'post',
  path: '/api/v1/sign-in/link',
  summary: 'Have a link sent that signs you in',
  request: { body: body(signInLinkRequest) },
  responses: answers(
    nothing,
    'If somebody here has this address, a link is on its way. It works once, within 10 minutes.',
  ),
})

const byLink = createRoute({
  method: 'post',
  path: '/api/v1/sign-in/link/use',
  summary: 'Sign in with a link that was sent',
  request: { body: body(useLinkRequest) },
  responses: created(session, 'You are signed in.'),
})

const byInvitation = createRoute({
  method: 'post',
  path: '/api/v1/invitations/use',
  summary: 'Choose a password and sign in',
  request: { body: body(useInvitationRequest) },
  responses: created(session, 'You are signed in.'),
})

export function addSignInRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { sharing } = parts
  app.openapi(ways, (c) => c.json({ ways: waysOf(parts) }, 200))
  app.openapi(byPassword, (c) => {
    const from = clientOf(c, siteOf(parts))
    return enter(c, parts, { type: 'password', from, ...c.req.valid('json') })
  })
  app.openapi(askForLink, async (c) => {
    if (sharing?.signIn.sendLink === undefined) return refuse(c, NO_MAIL)
    const page = `${sharing.home}/sign-in/link`
    const sent = await sharing.signIn.sendLink({ ...c.req.valid('json'), from: clientOf(c, siteOf(parts)), page })
    return sent.ok ? c.json({}, 200) : refuseSignIn(c, parts, sent.error)
  })
  app.openapi(byLink, (c) => enter(c, parts, { type: 'link', ...c.req.valid('json') }))
  app.openapi(byInvitation, (c) => enter(c, parts, { type: 'invitation', ...c.req.valid('json') }))
}

function waysOf({ sharing }: ApiParts) {
  if (sharing === undefined) return []
  return sharing.signIn.sendLink === undefined ? (['password'] as const) : (['password', 'link'] as const)
}

async function enter(c: Context<ApiEnv>, parts: ApiParts, proof: Proof) {
  if (parts.sharing === undefined) return refuse(c, NOT_SHARED)
  const entered = await parts.sharing.signIn.enter(proof)
  return entered.ok ? await welcome(c, parts, entered.value) : refuseSignIn(c, parts, entered.error)
}

/** Whoever was removed while they signed in is let in nowhere. */
async function welcome(c: Context<ApiEnv>, parts: ApiParts, { person, secret, expiresAt }: OpenSession) {
  const caller = await parts.people.callerOf(person)
  if (caller === undefined) return refuse(c, fromSignInProblem({ code: 'sign-in-refused' }, parts.clock.now()))
  giveCookie(c, parts, secret)
  return c.json(sessionView(caller, expiresAt), 201)
}

function refuseSignIn(c: Context, { clock }: ApiParts, problem: SignInProblem) {
  if (problem.code === 'too-many-tries')
    c.header('retry-after', String(Math.ceil((problem.until - clock.now()) / 1000)))
  return refuse(c, fromSignInProblem(problem, clock.now()))
}
