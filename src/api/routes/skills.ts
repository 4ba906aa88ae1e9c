import type { OpenAPIHono } from '@hono/zod-openapi'
import { REFUSE_CODE } from '../../core/workflow/refuse-code.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { refuse } from '../problems/refuse.ts'

/** Code never enters through these doors, whoever knocks. */
export function addCodeRefusal(app: OpenAPIHono<ApiEnv>): void {
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], ['/api/v1/skills', '/api/v1/skills/*'], (c) =>
    refuse(c, { code: 'code-refused', detail: REFUSE_CODE }),
  )
}
