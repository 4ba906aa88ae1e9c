import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { forecast } from '../../core/forecast/forecast.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { Run } from '../../core/run/run.ts'
import type { ApiParts } from '../api-parts.ts'
import { plannedAndReal } from '../contract/planned-and-real.ts'
import { comparisonQuery, runComparison as comparisonSchema } from '../contract/run-comparison.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesRun } from '../posture/seen.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { plannedAndRealView } from '../views/planned-and-real.ts'
import { receiptsBefore } from '../views/receipts-before.ts'
import { runComparison } from '../views/run-comparison.ts'
import { answers } from './answers.ts'
import { runParams } from './run-reads.ts'
import { unknownRun } from './unknown-run.ts'

const compare = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}/comparison',
  summary: 'What changed since another run; by default the last one before it that succeeded',
  request: { params: runParams, query: comparisonQuery },
  responses: answers(comparisonSchema, 'What differs, by topic.'),
})

const planned = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}/planned',
  summary: 'What the plan of a run said, beside what happened',
  request: { params: runParams },
  responses: answers(plannedAndReal, 'Of the run and of its stages, line by line.'),
})

export function addRunComparison(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { engine, reader } = parts
  app.openapi(compare, async (c) => {
    const id = c.req.valid('param').id as RunId
    const after = await seenRun(c, engine, id)
    if (after === undefined) return refuse(c, unknownRun(id))
    const other = c.req.valid('query').with ?? (await lastSuccessBefore(parts, after))
    if (other === undefined) return refuse(c, nothingToCompare(after))
    const before = await seenRun(c, engine, other as RunId)
    if (before === undefined) return refuse(c, unknownRun(other))
    const versions = await reader.listVersions(after.plan.workflow.id)
    return c.json(runComparison({ before, after }, versions), 200)
  })
  app.openapi(planned, async (c) => {
    const id = c.req.valid('param').id as RunId
    const run = await seenRun(c, engine, id)
    if (run === undefined) return refuse(c, unknownRun(id))
    const past = forecast(run.plan.stages, await receiptsBefore(reader, run))
    return c.json(plannedAndRealView(run, past), 200)
  })
}

/** Runs of other ventures are not there for the caller. */
async function seenRun(c: Context<ApiEnv>, engine: ApiParts['engine'], id: RunId): Promise<Run | undefined> {
  const run = await engine.findRun(id)
  return run !== undefined && seesRun(c, run) ? run : undefined
}

async function lastSuccessBefore({ reader }: ApiParts, { id, plan }: Run): Promise<RunId | undefined> {
  const filter = { workflow: plan.workflow.id, statuses: ['succeeded'], before: id, limit: 1 } as const
  return (await reader.listRuns(filter))[0]?.id
}

function nothingToCompare({ plan }: Run): ApiProblem {
  return {
    code: 'nothing-to-compare',
    detail: `No run of "${plan.workflow.name}" succeeded before this one. Name the run to compare it with.`,
  }
}
