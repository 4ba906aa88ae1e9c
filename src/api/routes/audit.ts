import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { ActorId } from '../../core/run/ids.ts'
import type { ApiParts } from '../api-parts.ts'
import { auditLog, auditQuery } from '../contract/people.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { auditView } from '../views/people.ts'
import { answers } from './answers.ts'

const list = createRoute({
  method: 'get',
  path: '/api/v1/audit',
  summary: 'Who asked for which change, as whom, and what came of it; newest first',
  request: { query: auditQuery },
  responses: answers(auditLog, 'A page of it.'),
})

export function addAuditRoute(app: OpenAPIHono<ApiEnv>, { reader }: ApiParts): void {
  app.openapi(list, async (c) => {
    const { before = null, actor, limit } = c.req.valid('query')
    const one = actor === undefined ? {} : { actor: actor as ActorId }
    const rows = await reader.listAudit({ before, limit, ...one })
    const last = rows.length < limit ? undefined : rows.at(-1)
    return c.json({ entries: rows.map(auditView), next: last?.id ?? null }, 200)
  })
}
