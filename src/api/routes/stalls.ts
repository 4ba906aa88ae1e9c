import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { ApiParts } from '../api-parts.ts'
import { stallList, stallQuery } from '../contract/stalls.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesWorkflow, withinVentures } from '../posture/seen.ts'
import { unknownWorkflow } from '../problems/from-run-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { countStalls, stallBudgetView, stallView } from '../views/stalls.ts'
import { unlistedSummary } from '../views/workflow.ts'
import { answers } from './answers.ts'
import { workflowParams } from './workflow-reads.ts'

const listStalls = createRoute({
  method: 'get',
  path: '/api/v1/workflows/{id}/stalls',
  summary: 'Why runs of a WorkChart stalled, who has it now, and how much of that is allowed',
  request: { params: workflowParams, query: stallQuery },
  responses: answers(stallList, 'The last first.'),
})

export function addStallRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { workflows, reader } = parts
  app.openapi(listStalls, async (c) => {
    const { id } = c.req.valid('param')
    const reading = await workflows.find(id)
    if (reading === undefined || !seesWorkflow(c, reading)) return refuse(c, unknownWorkflow(id))
    const workflow = unlistedSummary(reading).id
    const { before, limit } = c.req.valid('query')
    const asked = { workflow, limit, ...(before === undefined ? {} : { before }), ...withinVentures(c) }
    const [counts, rows] = await Promise.all([countStalls(parts, workflow), reader.listStalls(asked)])
    const stalls = await Promise.all(rows.map((row) => stallView(reader, row)))
    const last = rows.length < limit ? undefined : rows.at(-1)
    return c.json({ budget: stallBudgetView(counts), stalls, before: last?.number ?? null }, 200)
  })
}
