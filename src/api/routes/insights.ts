import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { isInVenture } from '../../core/people/in-venture.ts'
import { isTimezone } from '../../core/schedule/timezone.ts'
import { changeAssumptions } from '../../engine/change-assumptions.ts'
import type { WorkflowSummary } from '../../engine/workflows.ts'
import type { ApiParts } from '../api-parts.ts'
import { assumptionsAnswer, assumptionsChange } from '../contract/assumptions.ts'
import type { Insights } from '../contract/insights.ts'
import { insights, insightsExportQuery, insightsQuery } from '../contract/insights.ts'
import { readInsights } from '../insight-data.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesAll, seesWorkflow, withinVentures } from '../posture/seen.ts'
import { fromAssumptionsProblem } from '../problems/from-assumptions-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { exportLines, toCsv, toJsonLines } from '../views/insight-export.ts'
import { assumptionsOf, insightsView } from '../views/insights.ts'
import { answers, body, problemAnswer } from './answers.ts'

const getInsights = createRoute({
  method: 'get',
  path: '/api/v1/insights',
  summary: 'How WorkCharts do: automation, confidence, costs, deadlines, stalls, each with what it is of',
  request: { query: insightsQuery },
  responses: answers(insights, 'The numbers of the period.'),
})

/** Widened: by its name the router's types would take it for one JSON value. */
const FORMATS: Readonly<Record<'csv' | 'jsonl', { readonly type: string; readonly write: typeof toCsv }>> = {
  csv: { type: 'text/csv; charset=utf-8', write: toCsv },
  jsonl: { type: 'application/x-ndjson', write: toJsonLines },
}

const exportInsights = createRoute({
  method: 'get',
  path: '/api/v1/insights/export',
  summary: 'Usage and what it was worth as a table, with all that was assumed',
  request: { query: insightsExportQuery },
  responses: {
    200: { description: 'One number a line.', content: { 'text/csv': { schema: z.string() } } },
    default: problemAnswer,
  },
})

const putAssumptions = createRoute({
  method: 'put',
  path: '/api/v1/workflows/{id}/assumptions',
  summary: 'What a WorkChart took before and what an hour costs, as its manager says',
  request: { params: z.object({ id: z.string().min(1) }), body: body(assumptionsChange) },
  responses: answers(assumptionsAnswer, 'They are assumed.'),
})

export function addInsightRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  app.openapi(getInsights, async (c) => {
    const answer = await insightsFor(c, parts, c.req.valid('query'))
    return answer.ok ? c.json(answer.value, 200) : refuse(c, answer.error)
  })
  app.openapi(exportInsights, async (c) => {
    const { format, ...query } = c.req.valid('query')
    const answer = await insightsFor(c, parts, query)
    if (!answer.ok) return refuse(c, answer.error)
    const { type, write } = FORMATS[format]
    const headers = { 'content-type': type, 'content-disposition': `attachment; filename="insights.${format}"` }
    return c.body(write(exportLines(answer.value)), 200, headers)
  })
  app.openapi(putAssumptions, async (c) => {
    const reading = await parts.workflows.find(c.req.valid('param').id)
    if (reading === undefined || !seesWorkflow(c, reading)) return refuse(c, unknownWorkflow(c.req.valid('param').id))
    const changed = await changeAssumptions(parts, reading, { ...c.req.valid('json'), by: c.get('actor') })
    if (!changed.ok) return refuse(c, fromAssumptionsProblem(changed.error))
    return c.json({ assumptions: assumptionsOf(reading, changed.value) }, 200)
  })
}

async function insightsFor(
  c: Context<ApiEnv>,
  parts: ApiParts,
  { period, workflow, zone }: z.output<typeof insightsQuery>,
): Promise<Result<Insights, ApiProblem>> {
  if (!isTimezone(zone)) return err(unknownZone(zone))
  const seen = (await parts.workflows.list()).filter(({ venture }) => isInVenture(venture, c.get('caller')))
  const chosen = chosenOf(seen, workflow)
  if (!chosen.ok) return chosen
  const others = workflow === undefined && seesAll(c) ? 'counted' : 'left-out'
  const { ventures } = withinVentures(c)
  return ok(
    insightsView(await readInsights(parts, { days: Number(period), zone, charts: chosen.value, others, ventures })),
  )
}

function chosenOf(
  seen: readonly WorkflowSummary[],
  named: string | readonly string[] | undefined,
): Result<readonly WorkflowSummary[], ApiProblem> {
  if (named === undefined) return ok(seen)
  const names = typeof named === 'string' ? [named] : named
  const unknown = names.find((name) => !seen.some(({ id }) => id === name))
  return unknown === undefined ? ok(seen.filter(({ id }) => names.includes(id))) : err(unknownWorkflow(unknown))
}

function unknownWorkflow(id: string): ApiProblem {
  return { code: 'workflow-unknown', detail: `There is no WorkChart "${id}". Look at the list, then ask again.` }
}

function unknownZone(zone: string): ApiProblem {
  const detail = `There is no time zone "${zone}". Write its name, such as Europe/London.`
  return { code: 'query-invalid', detail, errors: [{ pointer: '/zone', detail }] }
}
