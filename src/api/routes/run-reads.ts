import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { RunId } from '../../core/run/ids.ts'
import type { ApiParts } from '../api-parts.ts'
import { eventsQuery, runDetail as runDetailSchema, runEvents } from '../contract/run-detail.ts'
import { runList, runQuery } from '../contract/runs.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesRun, withinVentures } from '../posture/seen.ts'
import { refuse } from '../problems/refuse.ts'
import { runDetail } from '../views/run-detail.ts'
import { runEventView } from '../views/run-events.ts'
import { runSummary } from '../views/run-summary.ts'
import { answers } from './answers.ts'
import { runQuestion } from './run-question.ts'
import { unknownRun } from './unknown-run.ts'

/** Stages of the largest run, and its own. */
const RECEIPTS_MAX = 20_000

export const runParams = z.object({ id: z.string().min(1).max(100) })

const listRuns = createRoute({
  method: 'get',
  path: '/api/v1/runs',
  summary: 'Runs, newest first',
  request: { query: runQuery },
  responses: answers(runList, 'A page of runs.'),
})

const getRun = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}',
  summary: 'A run with its stages, timeline, log and receipts',
  request: { params: runParams },
  responses: answers(runDetailSchema, 'The run.'),
})

const getEvents = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}/events',
  summary: 'The facts of a run in order',
  request: { params: runParams, query: eventsQuery },
  responses: answers(runEvents, 'The facts after `after`.'),
})

export function addRunReads(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { engine, reader } = parts
  app.openapi(listRuns, async (c) => {
    const question = await runQuestion(parts, c.req.valid('query'))
    if (!question.ok) return refuse(c, question.error)
    const { rows, next } = await reader.findRuns({ ...question.value, ...withinVentures(c) })
    return c.json({ runs: rows.map(runSummary), next }, 200)
  })
  app.openapi(getRun, async (c) => {
    const id = c.req.valid('param').id as RunId
    const run = await engine.findRun(id)
    if (run === undefined || !seesRun(c, run)) return refuse(c, unknownRun(id))
    const [history, receipts] = await Promise.all([
      reader.history(id, { after: 0, also: [] }),
      reader.listReceipts({ run: id, limit: RECEIPTS_MAX }),
    ])
    return c.json(
      runDetail({ plan: run.plan, history: history.map(({ event }) => event), receipts, owner: engine.owner }),
      200,
    )
  })
  app.openapi(getEvents, async (c) => {
    const id = c.req.valid('param').id as RunId
    const run = await engine.findRun(id)
    if (run === undefined || !seesRun(c, run)) return refuse(c, unknownRun(id))
    const events = await reader.history(id, { after: c.req.valid('query').after, also: [] })
    return c.json({ events: events.map(runEventView) }, 200)
  })
}
