import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { RowCheck } from '../../core/run/check-rows.ts'
import type { RowsRefused } from '../../engine/row-checks.ts'
import type { ApiParts } from '../api-parts.ts'
import { rowCheck, rowCheckRequest } from '../contract/row-checks.ts'
import { ROWS_BYTES_MAX } from '../contract/row-limits.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromRowsRefused } from '../problems/from-rows-refused.ts'
import { refuse } from '../problems/refuse.ts'
import { answers, body } from './answers.ts'
import { workflowParams } from './workflow-reads.ts'

/** What a start says of a row beside its inputs: an id, and the names of what there is. */
const BYTES_BESIDE = 80

const checkRows = createRoute({
  method: 'post',
  path: '/api/v1/workflows/{id}/row-checks',
  summary: 'Which rows could each start a run, and what is wrong with the others; starts nothing',
  request: { params: workflowParams, body: body(rowCheckRequest) },
  responses: answers(rowCheck, 'What would start, and what would not.'),
})

export function addRowChecks(app: OpenAPIHono<ApiEnv>, { rowChecks }: ApiParts): void {
  app.openapi(checkRows, async (c) => {
    const { text, title } = c.req.valid('json')
    const check = await rowChecks.check(c.req.valid('param').id, { text, title })
    const startable = check.ok ? fittingOneCall(check.value) : check
    return startable.ok ? c.json(startable.value, 200) : refuse(c, fromRowsRefused(startable.error))
  })
}

/** Written as JSON, each row says the names of its inputs again: what was small as a table can be too large to start. */
function fittingOneCall(check: RowCheck): Result<RowCheck, RowsRefused> {
  const bytes = Buffer.byteLength(JSON.stringify(check.rows)) + check.rows.length * BYTES_BESIDE
  return bytes > ROWS_BYTES_MAX ? err({ code: 'rows-refused', message: TOO_LARGE }) : ok(check)
}

const TOO_LARGE = 'Together these rows are more than one call can start. Split them into two.'
