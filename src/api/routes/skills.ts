import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiEnv } from '../posture/authenticate.ts'
import { CODE_REFUSED } from '../problems/code-refused.ts'
import { refuse } from '../problems/refuse.ts'

/** Code never enters through these doors, whoever knocks. */
export function addCodeRefusal(app: OpenAPIHono<ApiEnv>): void {
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], ['/api/v1/skills', '/api/v1/skills/*'], (c) => refuse(c, CODE_REFUSED))
}
