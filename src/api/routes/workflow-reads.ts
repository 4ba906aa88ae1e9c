import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { isInVenture } from '../../core/people/in-venture.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { WorkflowReading } from '../../engine/workflows.ts'
import type { ApiParts } from '../api-parts.ts'
import { planReport, planRequest, planTextRequest, savedPlan } from '../contract/plan.ts'
import type { WorkflowDetail } from '../contract/workflows.ts'
import { validateRequest, validation, versionText, workflowDetail, workflowList } from '../contract/workflows.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesWorkflow } from '../posture/seen.ts'
import { fromRunProblem, unknownVersion, unknownWorkflow } from '../problems/from-run-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { savedPlanView } from '../views/plan-report.ts'
import { countStalls } from '../views/stalls.ts'
import { triggerView } from '../views/trigger.ts'
import { unlistedSummary, versionTextView, workflowDetailView, workflowSummaryView } from '../views/workflow.ts'
import { answers, body } from './answers.ts'
import { planIn, planToRun, withPast } from './plan-in.ts'

/** A page shows the next few starts; `GET /triggers` gives more. */
const INSTANTS_SHOWN = 5

export const workflowParams = z.object({ id: z.string().min(1).max(64) })

const versionParams = workflowParams.extend({ number: z.coerce.number().int().min(1) })

const listWorkflows = createRoute({
  method: 'get',
  path: '/api/v1/workflows',
  summary: 'WorkCharts',
  responses: answers(workflowList, 'All that are not archived.'),
})

const getWorkflow = createRoute({
  method: 'get',
  path: '/api/v1/workflows/{id}',
  summary: 'A WorkChart with its plan, problems, versions and schedules',
  request: { params: workflowParams },
  responses: answers(workflowDetail, 'The WorkChart.'),
})

const getVersion = createRoute({
  method: 'get',
  path: '/api/v1/workflows/{id}/versions/{number}',
  summary: 'What a version of a WorkChart says',
  request: { params: versionParams },
  responses: answers(versionText, 'The version and its text.'),
})

const validate = createRoute({
  method: 'post',
  path: '/api/v1/workflows/validate',
  summary: 'What is wrong with a document; changes nothing',
  request: { body: body(validateRequest) },
  responses: answers(validation, 'All problems at once.'),
})

const plan = createRoute({
  method: 'post',
  path: '/api/v1/workflows/{id}/plan',
  summary: 'Who will do what with what; changes nothing',
  request: { params: workflowParams, body: body(planRequest) },
  responses: answers(planReport, 'The plan.'),
})

const savePlan = createRoute({
  method: 'post',
  path: '/api/v1/workflows/{id}/plan/save',
  summary: 'The plan as a file, to be run later as it is; changes nothing',
  request: { params: workflowParams, body: body(planRequest) },
  responses: answers(savedPlan, 'The plan.'),
})

const planText = createRoute({
  method: 'post',
  path: '/api/v1/workflows/plan',
  summary: 'The plan of a document that is in no collection; changes nothing',
  request: { body: body(planTextRequest) },
  responses: answers(planReport, 'The plan.'),
})

export function addWorkflowReads(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { workflows, reader } = parts
  app.openapi(listWorkflows, async (c) => {
    const [summaries, counts] = await Promise.all([workflows.list(), reader.countRuns()])
    const seen = summaries.filter(({ venture }) => isInVenture(venture, c.get('caller')))
    return c.json({ workflows: seen.map((summary) => workflowSummaryView(summary, counts)) }, 200)
  })
  app.openapi(getWorkflow, async (c) => {
    const { id } = c.req.valid('param')
    const reading = await workflows.find(id)
    if (reading === undefined || !seesWorkflow(c, reading)) return refuse(c, unknownWorkflow(id))
    return c.json(await detailOf(parts, reading), 200)
  })
  app.openapi(getVersion, async (c) => {
    const { id, number } = c.req.valid('param')
    const versions = await reader.listVersions(id as WorkflowId)
    const row = versions.find((version) => version.number === number)
    return row === undefined ? refuse(c, unknownVersion(id, number)) : c.json(versionTextView(row), 200)
  })
  app.openapi(validate, (c) => {
    const { problems, digest } = workflows.read(c.req.valid('json'))
    const valid = problems.every(({ severity }) => severity !== 'error')
    return c.json({ valid, digest: digest ?? null, problems }, 200)
  })
  app.openapi(plan, async (c) => {
    const { id } = c.req.valid('param')
    const reading = await workflows.find(id)
    if (reading === undefined) return refuse(c, unknownWorkflow(id))
    const planned = await planIn(c, parts, { reading, ...c.req.valid('json') })
    return planned.ok ? c.json(await withPast(parts, id, planned.value), 200) : refuse(c, planned.error)
  })
  app.openapi(savePlan, async (c) => {
    const { id } = c.req.valid('param')
    const { bind, project } = c.req.valid('json')
    const reading = await workflows.find(id)
    if (reading === undefined) return refuse(c, unknownWorkflow(id))
    const planned = await planToRun(c, parts, { reading, bind, project })
    if (!planned.ok) return refuse(c, planned.error)
    const { plan: ready } = planned.value
    if (ready === undefined) return refuse(c, fromRunProblem({ code: 'plan-incomplete', report: planned.value }))
    return c.json(savedPlanView(id, bind, ready), 200)
  })
  app.openapi(planText, async (c) => {
    const { bind, project, ...source } = c.req.valid('json')
    const reading = workflows.read(source)
    const planned = await planIn(c, parts, { reading, bind, project })
    if (!planned.ok) return refuse(c, planned.error)
    return c.json(await withPast(parts, unlistedSummary(reading).id, planned.value), 200)
  })
}

async function detailOf(parts: ApiParts, reading: WorkflowReading): Promise<WorkflowDetail> {
  const { workflows, reader, webhooks, clock } = parts
  const own = unlistedSummary(reading)
  const [listed, counts, versions, triggers, report, addresses, stalls] = await Promise.all([
    workflows.list(),
    reader.countRuns(),
    reader.listVersions(own.id),
    reader.listTriggers(),
    workflows.plan(reading, {}),
    webhooks.list(),
    countStalls(parts, own.id),
  ])
  const summary = workflowSummaryView(listed.find(({ id }) => id === own.id) ?? own, counts)
  const names = new Map([[summary.id, summary.name]])
  const now = clock.now()
  const instants = { now, after: now, count: INSTANTS_SHOWN, names, webhooks: addresses }
  return workflowDetailView({
    reading,
    summary,
    plan: report.ok ? await withPast(parts, own.id, { report: report.value }) : null,
    versions,
    triggers: triggers.filter(({ workflow }) => workflow === own.id).map((row) => triggerView(row, instants)),
    stalls,
  })
}
