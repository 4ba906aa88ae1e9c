import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { timestamp } from '../../core/basics/timestamp.ts'
import type { ApiParts } from '../api-parts.ts'
import { doctorReport, health, startedDemo } from '../contract/system.ts'
import type { FeelPulse } from '../engine-pulse.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromRunProblem } from '../problems/from-run-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { answers, body, created, problemAnswer } from './answers.ts'
import { nothing } from './nothing.ts'

const examine = createRoute({
  method: 'get',
  path: '/api/v1/system/doctor',
  summary: 'What was found here and what is missing',
  responses: answers(doctorReport, 'The findings.'),
})

const getHealth = createRoute({
  method: 'get',
  path: '/api/v1/health',
  summary: 'Whether the engine goes on: its loop takes a turn and the store answers',
  responses: answers(health, 'They do. Where the loop stands still, the answer is 503 `engine-stalled`.'),
})

const startDemo = createRoute({
  method: 'post',
  path: '/api/v1/demo',
  summary: 'Start a run for each message of the demo',
  request: { body: body(nothing) },
  responses: created(startedDemo, 'The runs have started.'),
})

/** Widened: by its name the router's types would take it for one JSON value. */
const TAR: string = 'application/x-tar'

const takeBackup = createRoute({
  method: 'post',
  path: '/api/v1/system/backup',
  summary: 'Everything that is kept here, as one file',
  request: { body: body(nothing) },
  responses: {
    200: {
      description: 'An archive of the data folder. Keep it where nobody else reads it.',
      content: { [TAR]: { schema: z.string() } },
    },
    default: problemAnswer,
  },
})

export function addSystemRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts, feelPulse: FeelPulse): void {
  app.openapi(examine, async (c) => c.json({ findings: await parts.examine() }, 200))
  app.openapi(getHealth, async (c) => {
    const pulse = await feelPulse()
    if (pulse.type === 'stalled') return refuse(c, stalled(pulse.sinceMs))
    return c.json({ turnMs: pulse.turnMs, overdueMs: await overdueMs(parts) }, 200)
  })
  app.openapi(takeBackup, async (c) => {
    const taken = await parts.backups.take()
    return taken.ok ? c.body(taken.value, 200, BACKUP_HEADERS) : refuse(c, taken.error)
  })
  app.openapi(startDemo, async (c) => {
    const { demo } = parts
    if (demo === undefined) return refuse(c, NO_DEMO)
    const runs = await demo.start(c.get('actor'))
    return runs.ok ? c.json({ workflow: demo.workflow, runs: runs.value }, 201) : refuse(c, fromRunProblem(runs.error))
  })
}

const BACKUP_HEADERS = {
  'content-type': TAR,
  'content-disposition': 'attachment; filename="workcharts-backup.tar"',
  'cache-control': 'private, no-store',
}

/** How long the first of all that waits for a time has been due. */
async function overdueMs({ reader, engine, clock }: ApiParts): Promise<number> {
  const { nextAt } = await reader.due({ now: timestamp(0), owner: engine.owner, limit: 1 })
  return nextAt === null ? 0 : Math.max(0, clock.now() - nextAt)
}

function stalled(sinceMs: number): ApiProblem {
  const seconds = Math.floor(sinceMs / 1_000)
  return {
    code: 'engine-stalled',
    detail: `The engine has stood still for ${seconds} s. Look at its disk; if that is well, end the process and start it again: nothing that was confirmed is lost.`,
  }
}

const NO_DEMO: ApiProblem = {
  code: 'demo-absent',
  detail: 'This installation has no demo. Start `npm start` in a clone of WorkCharts, which brings it.',
}
