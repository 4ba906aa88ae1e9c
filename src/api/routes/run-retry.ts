import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { RetryWish } from '../../core/run/retry-from.ts'
import { planRetry } from '../../core/run/retry-from.ts'
import type { Run } from '../../core/run/run.ts'
import { runStatus } from '../../core/run/run.ts'
import type { StageId } from '../../core/workflow/workflow.ts'
import { digestOfPlan } from '../../engine/digest-of-plan.ts'
import type { ApiParts } from '../api-parts.ts'
import { retryPreview } from '../contract/run-retry.ts'
import { retryRequest, runState } from '../contract/runs.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesRun } from '../posture/seen.ts'
import { fromRefusal } from '../problems/from-refusal.ts'
import { fromRunProblem, unknownWorkflow } from '../problems/from-run-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { runIds } from '../request-key.ts'
import { retryPreviewView } from '../views/retry-preview.ts'
import { answers, body, created } from './answers.ts'
import { runParams } from './run-reads.ts'
import { unknownRun } from './unknown-run.ts'

const retry = createRoute({
  method: 'post',
  path: '/api/v1/runs/{id}/retry',
  summary:
    'Take up a run that has ended from one of its stages, in a new run; as it was, with other inputs, or as the newest version',
  request: { params: runParams, body: body(retryRequest) },
  responses: created(runState, 'The new run.'),
})

const preview = createRoute({
  method: 'post',
  path: '/api/v1/runs/{id}/retry/preview',
  summary: 'What a retry would take over and what it would do again; nothing is started',
  request: { params: runParams, body: body(retryRequest) },
  responses: answers(retryPreview, 'Stage by stage, with the reason.'),
})

export function addRunRetry(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  app.openapi(retry, async (c) => {
    const asked = await askedRetry(c, parts, { id: c.req.valid('param').id as RunId, order: c.req.valid('json') })
    if (!asked.ok) return refuse(c, asked.error)
    const { run, wish } = asked.value
    const ids = runIds(c, 1, parts.ids)
    if (!ids.ok) return refuse(c, ids.error)
    const [next = run.id] = ids.value
    const started = await parts.engine.retry(run.id, { ...wish, id: next, by: c.get('actor') })
    if (started === undefined) return refuse(c, unknownRun(run.id))
    if (!started.ok) return refuse(c, fromRefusal(started.error))
    const { id, version } = started.value
    return c.json({ id, status: runStatus(started.value), version }, 201)
  })
  app.openapi(preview, async (c) => {
    const asked = await askedRetry(c, parts, { id: c.req.valid('param').id as RunId, order: c.req.valid('json') })
    if (!asked.ok) return refuse(c, asked.error)
    const { run, wish } = asked.value
    const planned = planRetry(run, wish)
    if (!planned.ok) return refuse(c, fromRefusal(planned.error))
    const versions = await parts.reader.listVersions(run.plan.workflow.id)
    return c.json(retryPreviewView({ run, planned: planned.value, versions }), 200)
  })
}

interface Asked {
  readonly id: RunId
  readonly order: z.output<typeof retryRequest>
}

interface AskedRetry {
  readonly run: Run
  readonly wish: RetryWish
}

/** Runs of other ventures are not there for the caller, and neither is a version that has gone to another venture. */
async function askedRetry(
  c: Context<ApiEnv>,
  { engine, workflows, ids }: ApiParts,
  { id, order: { from, inputs, version } }: Asked,
): Promise<Result<AskedRetry, ApiProblem>> {
  const run = await engine.findRun(id)
  if (run === undefined || !seesRun(c, run)) return err(unknownRun(id))
  const wish = { ...(from === undefined ? {} : { from: from as StageId }), inputs }
  if (version === 'same') return ok({ run, wish })
  const plan = await workflows.planPublished(run.plan.workflow.id)
  if (!plan.ok) return err(fromRunProblem(plan.error))
  if (!seesRun(c, { plan: plan.value })) return err(unknownWorkflow(run.plan.workflow.id))
  return ok({ run, wish: { ...wish, plan: { plan: plan.value, digest: digestOfPlan(plan.value, ids.sha256) } } })
}
