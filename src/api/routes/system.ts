import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { ApiParts } from '../api-parts.ts'
import { doctorReport, startedDemo } from '../contract/system.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromRunProblem } from '../problems/from-run-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const examine = createRoute({
  method: 'get',
  path: '/api/v1/system/doctor',
  summary: 'What was found here and what is missing',
  responses: answers(doctorReport, 'The findings.'),
})

const startDemo = createRoute({
  method: 'post',
  path: '/api/v1/demo',
  summary: 'Start a run for each message of the demo',
  request: { body: body(nothing) },
  responses: created(startedDemo, 'The runs have started.'),
})

export function addSystemRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  app.openapi(examine, async (c) => c.json({ findings: await parts.examine() }, 200))
  app.openapi(startDemo, async (c) => {
    const { demo } = parts
    if (demo === undefined) return refuse(c, NO_DEMO)
    const runs = await demo.start(c.get('actor'))
    return runs.ok ? c.json({ workflow: demo.workflow, runs: runs.value }, 201) : refuse(c, fromRunProblem(runs.error))
  })
}

const NO_DEMO: ApiProblem = {
  code: 'demo-absent',
  detail: 'This installation has no demo. Start `npm start` in a clone of WorkCharts, which brings it.',
}
