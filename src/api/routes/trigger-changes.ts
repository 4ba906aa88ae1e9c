import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { fromIsoTime } from '../../core/basics/timestamp.ts'
import { runStatus } from '../../core/run/run.ts'
import type { ApiParts } from '../api-parts.ts'
import { runState } from '../contract/runs.ts'
import {
  backfillPreview,
  backfillQuery,
  backfillRequest,
  fireRequest,
  pauseRequest,
  trigger,
  triggerParams,
} from '../contract/triggers.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromTriggerProblem } from '../problems/from-trigger-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { commandId } from '../request-key.ts'
import { iso } from '../views/instants.ts'
import { triggerView } from '../views/trigger.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const fire = createRoute({
  method: 'post',
  path: '/api/v1/triggers/{id}/fire',
  summary: 'Fire a schedule by hand: now, or for an instant that has passed and started no run',
  request: { params: triggerParams, body: body(fireRequest) },
  responses: created(runState, 'The run it started.'),
})

const pause = createRoute({
  method: 'post',
  path: '/api/v1/triggers/{id}/pause',
  summary: 'Start nothing any more until it is resumed; what comes meanwhile is not caught up',
  request: { params: triggerParams, body: body(pauseRequest) },
  responses: answers(trigger, 'The trigger.'),
})

const resume = createRoute({
  method: 'post',
  path: '/api/v1/triggers/{id}/resume',
  summary: 'Start runs again from now on',
  request: { params: triggerParams, body: body(nothing) },
  responses: answers(trigger, 'The trigger.'),
})

const preview = createRoute({
  method: 'get',
  path: '/api/v1/triggers/{id}/backfills',
  summary: 'Which instants of a range a backfill would start a run for; starts nothing',
  request: { params: triggerParams, query: backfillQuery },
  responses: answers(backfillPreview, 'What would be started.'),
})

const backfill = createRoute({
  method: 'post',
  path: '/api/v1/triggers/{id}/backfills',
  summary: 'Start a run for each instant of a range that has started none',
  request: { params: triggerParams, body: body(backfillRequest) },
  responses: created(backfillPreview, 'What is started, one after the other or at once.'),
})

export function addTriggerChanges(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  addFiring(app, parts)
  addPausing(app, parts)
  addBackfill(app, parts)
}

function addFiring(app: OpenAPIHono<ApiEnv>, { triggers, ids }: ApiParts): void {
  app.openapi(fire, async (c) => {
    const { instant } = c.req.valid('json')
    const id = commandId(c, ids)
    const order = { trigger: c.req.valid('param').id, id, by: c.get('actor') }
    const fired = await triggers.fire({ ...order, instant: instant === undefined ? null : fromIsoTime(instant) })
    if (!fired.ok) return refuse(c, fromTriggerProblem(fired.error))
    return c.json({ id: fired.value.id, status: runStatus(fired.value), version: fired.value.version }, 201)
  })
}

function addPausing(app: OpenAPIHono<ApiEnv>, { triggers, webhooks, clock }: ApiParts): void {
  const instants = async () => {
    const now = clock.now()
    return { now, after: now, count: 5, names: new Map(), webhooks: await webhooks.list() }
  }
  app.openapi(pause, async (c) => {
    const order = { trigger: c.req.valid('param').id, by: c.get('actor'), ...c.req.valid('json') }
    const paused = await triggers.pause(order)
    return paused.ok
      ? c.json(triggerView(paused.value, await instants()), 200)
      : refuse(c, fromTriggerProblem(paused.error))
  })
  app.openapi(resume, async (c) => {
    const resumed = await triggers.resume(c.req.valid('param').id)
    return resumed.ok
      ? c.json(triggerView(resumed.value, await instants()), 200)
      : refuse(c, fromTriggerProblem(resumed.error))
  })
}

function addBackfill(app: OpenAPIHono<ApiEnv>, { triggers }: ApiParts): void {
  app.openapi(preview, async (c) => {
    const { from, to } = c.req.valid('query')
    const found = await triggers.previewBackfill({
      trigger: c.req.valid('param').id,
      from: fromIsoTime(from),
      to: fromIsoTime(to),
    })
    if (!found.ok) return refuse(c, fromTriggerProblem(found.error))
    return c.json({ starts: found.value.starts.map(iso), started: found.value.started }, 200)
  })
  app.openapi(backfill, async (c) => {
    const { from, to, turn } = c.req.valid('json')
    const range = { trigger: c.req.valid('param').id, from: fromIsoTime(from), to: fromIsoTime(to) }
    const begun = await triggers.backfill({ ...range, turn, by: c.get('actor') })
    if (!begun.ok) return refuse(c, fromTriggerProblem(begun.error))
    return c.json({ starts: begun.value.starts.map(iso), started: begun.value.started }, 201)
  })
}
