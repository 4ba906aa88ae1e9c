import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { addMs } from '../../core/basics/timestamp.ts'
import { INVITATION_MS } from '../../engine/sign-in.ts'
import type { ApiParts } from '../api-parts.ts'
import { invitation } from '../contract/sign-in.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromPersonProblem } from '../problems/from-person-problem.ts'
import { NOT_SHARED } from '../problems/not-shared.ts'
import { refuse } from '../problems/refuse.ts'
import { iso } from '../views/instants.ts'
import { body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const invite = createRoute({
  method: 'post',
  path: '/api/v1/people/{id}/invitation',
  summary: 'A link with which somebody chooses a password; the one before is over',
  request: { params: z.object({ id: z.string().min(1).max(200) }), body: body(nothing) },
  responses: created(invitation, 'Give it to nobody else. It is shown once.'),
})

/** The secret stands behind the `#`: browsers send that to nobody, and no log sees it. */
export function addInvitationRoutes(app: OpenAPIHono<ApiEnv>, { people, sharing, clock }: ApiParts): void {
  app.openapi(invite, async (c) => {
    if (sharing === undefined) return refuse(c, NOT_SHARED)
    const { id } = c.req.valid('param')
    const person = (await people.list()).find((row) => row.id === id)
    if (person === undefined) return refuse(c, fromPersonProblem({ code: 'person-unknown', id }))
    const expiresAt = addMs(clock.now(), INVITATION_MS)
    const secret = await sharing.signIn.invite(person)
    return c.json({ url: `${sharing.home}/join#${secret}`, expiresAt: iso(expiresAt) }, 201)
  })
}
