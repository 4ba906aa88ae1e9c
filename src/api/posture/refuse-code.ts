import type { MiddlewareHandler } from 'hono'
import type { Json } from '../../core/basics/json.ts'
import { bodyCarriesCode } from '../../core/edit/code-in-builder.ts'
import { CODE_REFUSED } from '../problems/code-refused.ts'
import { refuse } from '../problems/refuse.ts'

/** The doors of the builder: what is sent to them, and what is below them, becomes part of a WorkChart or of a request. */
export const BUILDER_DOORS = [
  '/api/v1/drafts',
  '/api/v1/drafts/*',
  '/api/v1/builder/*',
  '/api/v1/skill-requests',
  '/api/v1/skill-requests/*',
  '/api/v1/workflows',
]

/** Refuses a body that carries code, whoever sends it and before anything else is asked of it. */
export function refuseCode(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return await next()
    return bodyCarriesCode(await c.req.json<Json>()) ? refuse(c, CODE_REFUSED) : await next()
  }
}
