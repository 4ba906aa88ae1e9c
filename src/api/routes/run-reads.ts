import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Plan } from '../../core/plan/plan.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import { tellRun } from '../../core/run/view/tell-run.ts'
import type { StageId } from '../../core/workflow/workflow.ts'
import type { CheckpointReader } from '../../engine/checkpoint-reader.ts'
import type { ApiParts } from '../api-parts.ts'
import { packedRun, runPageQuery } from '../contract/packed-run.ts'
import type { RunDetail } from '../contract/run-detail.ts'
import {
  eventsQuery,
  logQuery,
  runDetail as runDetailSchema,
  runEvents,
  runLog,
  stageDetail,
} from '../contract/run-detail.ts'
import { runList, runQuery } from '../contract/runs.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesRun, withinVentures } from '../posture/seen.ts'
import { fromRefusal } from '../problems/from-refusal.ts'
import { refuse } from '../problems/refuse.ts'
import { iso } from '../views/instants.ts'
import { packedWhereLarge } from '../views/packed-run.ts'
import { LOG_FACTS_MAX, logLineView, runDetail } from '../views/run-detail.ts'
import { runEventView } from '../views/run-events.ts'
import { runSummary } from '../views/run-summary.ts'
import { stageDetailView } from '../views/stage-detail.ts'
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
  request: { params: runParams, query: runPageQuery },
  responses: answers(z.union([runDetailSchema, packedRun]), 'The run.'),
})

const getLog = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}/log',
  summary: 'An older part of the log of a run',
  request: { params: runParams, query: logQuery },
  responses: answers(runLog, 'The lines of the facts before `before`, newest first.'),
})

const getStage = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}/stages/{stage}',
  summary: 'A stage of a run with everything that was tried at it',
  request: { params: runParams.extend({ stage: z.string().min(1).max(64) }) },
  responses: answers(stageDetail, 'The stage.'),
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
    const { rows, next, looked } = await reader.findRuns({ ...question.value, ...withinVentures(c) })
    return c.json({ runs: rows.map(runSummary), next, looked }, 200)
  })
  app.openapi(getRun, async (c) => {
    const id = c.req.valid('param').id as RunId
    const told = await toldRun(parts, id)
    if (told === undefined || !seesRun(c, told)) return refuse(c, unknownRun(id))
    const receiptsAfter = (number: number) =>
      reader.listReceipts({ run: id, after: { run: id, number }, limit: RECEIPTS_MAX })
    const detail = await runDetail({
      ...told,
      owner: engine.owner,
      receiptsAfter,
      signed: await signedPart(reader, id),
    })
    return c.json(c.req.valid('query').rows === 'packed' ? packedWhereLarge(detail) : detail, 200)
  })
  app.openapi(getLog, async (c) => {
    const id = c.req.valid('param').id as RunId
    const told = await toldRun(parts, id)
    if (told === undefined || !seesRun(c, told)) return refuse(c, unknownRun(id))
    const { before } = c.req.valid('query')
    const { log, logFrom } = tellRun(told.plan, told.history, { before, facts: LOG_FACTS_MAX })
    return c.json({ log: log.toReversed().map(logLineView), logOmitted: logFrom - 1 }, 200)
  })
  app.openapi(getStage, async (c) => {
    const { id, stage } = c.req.valid('param')
    const told = await toldRun(parts, id as RunId)
    if (told === undefined || !seesRun(c, told)) return refuse(c, unknownRun(id))
    const detail = stageDetailView(told.plan, told.history, stage as StageId)
    return detail === undefined ? refuse(c, fromRefusal({ code: 'stage-unknown', stage })) : c.json(detail, 200)
  })
  app.openapi(getEvents, async (c) => {
    const id = c.req.valid('param').id as RunId
    const run = await engine.findRun(id)
    if (run === undefined || !seesRun(c, run)) return refuse(c, unknownRun(id))
    const events = await reader.history(id, { after: c.req.valid('query').after, also: [] })
    return c.json({ events: events.map(runEventView) }, 200)
  })
}

interface HistoryOfRun {
  readonly plan: Plan
  readonly history: readonly RunEvent[]
}

/** All facts of a run and its plan, without folding them. */
async function toldRun({ engine, reader }: ApiParts, id: RunId): Promise<HistoryOfRun | undefined> {
  const history = (await reader.history(id, { after: 0, also: [] })).map(({ event }) => event)
  const [started] = history
  return started?.type === 'run-started' ? { plan: await engine.getPlan(started.plan), history } : undefined
}

async function signedPart(reader: CheckpointReader, run: RunId): Promise<RunDetail['signed']> {
  const latest = await reader.latestCheckpoint()
  const last = await reader.lastReceiptOf(run, latest?.receipts ?? 0)
  if (last === undefined) return null
  const checkpoint = await reader.findCheckpointOver(last.place)
  return checkpoint === undefined ? null : { receipts: last.number, at: iso(checkpoint.at) }
}
