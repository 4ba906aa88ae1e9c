import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { z } from 'zod'
import type { Plan } from '../../core/plan/plan.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { Run } from '../../core/run/run.ts'
import { runStatus } from '../../core/run/run.ts'
import type { RunOrder } from '../../engine/workflows.ts'
import type { ApiParts } from '../api-parts.ts'
import { startedRuns, startRequest } from '../contract/runs.ts'
import { createdWorkflow, createWorkflowRequest, version } from '../contract/workflows.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { mayShare, NOT_TO_SHARE, seesWorkflow } from '../posture/seen.ts'
import { fromCreateProblem } from '../problems/from-create-problem.ts'
import { fromRunProblem, unknownWorkflow } from '../problems/from-run-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { runIds } from '../request-key.ts'
import { versionView } from '../views/workflow.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'
import { planToRun } from './plan-in.ts'
import { workflowParams } from './workflow-reads.ts'

const create = createRoute({
  method: 'post',
  path: '/api/v1/workflows',
  summary: 'Write a new WorkChart into a collection',
  request: { body: body(createWorkflowRequest) },
  responses: created(createdWorkflow, 'The file is written.'),
})

const start = createRoute({
  method: 'post',
  path: '/api/v1/workflows/{id}/runs',
  summary: 'Run what the file says now, once or once for each set of inputs',
  request: { params: workflowParams, body: body(startRequest) },
  responses: created(startedRuns, 'The runs have started.'),
})

const publish = createRoute({
  method: 'post',
  path: '/api/v1/workflows/{id}/publish',
  summary: 'Make what the file says now the version that schedules run',
  request: { params: workflowParams, body: body(nothing) },
  responses: answers(version, 'The published version.'),
})

const archive = createRoute({
  method: 'post',
  path: '/api/v1/workflows/{id}/archive',
  summary: 'Stop its schedules and take it off the lists; runs and receipts stay',
  request: { params: workflowParams, body: body(nothing) },
  responses: answers(version, 'The archived version.'),
})

export function addWorkflowChanges(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { workflows, ids } = parts
  app.openapi(create, async (c) => {
    const { text, collection } = c.req.valid('json')
    const made = await parts.create({ text, collection })
    return made.ok ? c.json(made.value, 201) : refuse(c, fromCreateProblem(made.error))
  })
  app.openapi(start, async (c) => {
    const { id } = c.req.valid('param')
    const reading = await workflows.find(id)
    if (reading === undefined || !seesWorkflow(c, reading)) return refuse(c, unknownWorkflow(id))
    const { bind, each, project, ...how } = ordersOf(c.req.valid('json'))
    const keys = runIds(c, each.length, ids)
    if (!keys.ok) return refuse(c, keys.error)
    const orders = keys.value.flatMap((run, index) =>
      each.slice(index, index + 1).map(({ id: own, ...order }) => ({ id: own ?? run, ...order })),
    )
    const planned = await planToRun(c, parts, { reading, bind, project })
    if (!planned.ok) return refuse(c, planned.error)
    const who = { report: planned.value, by: c.get('actor') }
    const started = await workflows.run({ reading, each: orders, bind, ...how, ...who })
    return started.ok ? c.json({ runs: started.value.map(startedRun) }, 201) : refuse(c, fromRunProblem(started.error))
  })
  app.openapi(publish, async (c) => {
    const { id } = c.req.valid('param')
    const reading = await workflows.find(id)
    if (reading !== undefined && !mayShare(c, reading)) return refuse(c, NOT_TO_SHARE)
    const done = await workflows.publish(id, c.get('actor'))
    return done.ok ? c.json(versionView(done.value), 200) : refuse(c, fromRunProblem(done.error))
  })
  app.openapi(archive, async (c) => {
    const done = await workflows.archive(c.req.valid('param').id, c.get('actor'))
    return done.ok ? c.json(versionView(done.value), 200) : refuse(c, fromRunProblem(done.error))
  })
}

interface Orders extends Pick<RunOrder, 'bind' | 'saved'>, Pick<z.output<typeof startRequest>, 'project'> {
  /** `id`: the caller's own. */
  readonly each: readonly (Omit<RunOrder['each'][number], 'id'> & { readonly id: RunId | undefined })[]
}

function ordersOf(request: z.output<typeof startRequest>): Orders {
  const { bind, project, plan } = request
  const each = 'each' in request ? request.each : [{ ...request, id: undefined }]
  // It is only compared, never carried out: whatever is in it, what runs is what planning gives now.
  const saved = plan === undefined ? {} : { saved: plan as unknown as Plan }
  return {
    bind,
    project,
    ...saved,
    each: each.map(({ id, inputs, title }) => {
      return { id: id as RunId | undefined, inputs, ...(title === undefined ? {} : { title }) }
    }),
  }
}

function startedRun(run: Run) {
  return { id: run.id, status: runStatus(run) }
}
