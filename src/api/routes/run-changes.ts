import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Result } from '../../core/basics/result.ts'
import type { Command } from '../../core/run/command.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { Refusal } from '../../core/run/refusal.ts'
import type { Run } from '../../core/run/run.ts'
import { runStatus } from '../../core/run/run.ts'
import type { StageId } from '../../core/workflow/workflow.ts'
import type { ApiParts } from '../api-parts.ts'
import type { RunState } from '../contract/runs.ts'
import { cancelRequest, checkRequest, runState } from '../contract/runs.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromRefusal } from '../problems/from-refusal.ts'
import { refuse } from '../problems/refuse.ts'
import { answers, body } from './answers.ts'
import { isRunSeen } from './is-run-seen.ts'
import { nothing } from './nothing.ts'
import { runParams } from './run-reads.ts'
import { unknownRun } from './unknown-run.ts'

const cancel = createRoute({
  method: 'post',
  path: '/api/v1/runs/{id}/cancel',
  summary: 'End a run for good',
  request: { params: runParams, body: body(cancelRequest) },
  responses: answers(runState, 'The run has ended.'),
})

const pause = createRoute({
  method: 'post',
  path: '/api/v1/runs/{id}/pause',
  summary: 'Start nothing more; results and answers go on',
  request: { params: runParams, body: body(nothing) },
  responses: answers(runState, 'The run is paused.'),
})

const resume = createRoute({
  method: 'post',
  path: '/api/v1/runs/{id}/resume',
  summary: 'Go on with a paused run',
  request: { params: runParams, body: body(nothing) },
  responses: answers(runState, 'The run goes on.'),
})

const check = createRoute({
  method: 'post',
  path: '/api/v1/runs/{id}/check',
  summary: 'Send the next answer of a stage to a person',
  request: { params: runParams, body: body(checkRequest) },
  responses: answers(runState, 'The next answer goes to a person.'),
})

const erase = createRoute({
  method: 'post',
  path: '/api/v1/runs/{id}/erase',
  summary: 'Erase what a run that has ended was given, gave and was told, for good; its receipts stay',
  request: { params: runParams, body: body(nothing) },
  responses: answers(runState, 'It is erased.'),
})

export function addRunChanges(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const command = (c: Context<ApiEnv>, id: string, order: Command) => carryOut(c, parts, { id: id as RunId, order })
  app.openapi(cancel, (c) => {
    const { note } = c.req.valid('json')
    return command(c, c.req.valid('param').id, { type: 'cancel-run', by: c.get('actor'), note })
  })
  app.openapi(pause, (c) => command(c, c.req.valid('param').id, { type: 'pause-run', by: c.get('actor') }))
  app.openapi(resume, (c) => command(c, c.req.valid('param').id, { type: 'resume-run', by: c.get('actor') }))
  app.openapi(erase, (c) => command(c, c.req.valid('param').id, { type: 'erase-run', by: c.get('actor') }))
  app.openapi(check, (c) => {
    const { stage, note } = c.req.valid('json')
    return command(c, c.req.valid('param').id, {
      type: 'request-check',
      stage: stage as StageId,
      by: c.get('actor'),
      note,
    })
  })
}

interface Ordered {
  readonly id: RunId
  readonly order: Command
}

async function carryOut(c: Context<ApiEnv>, { engine }: ApiParts, { id, order }: Ordered) {
  if (!(await isRunSeen(c, engine, id))) return refuse(c, unknownRun(id))
  const result = await engine.command(id, order)
  return result?.ok ? c.json(stateOf(result.value), 200) : refuseResult(c, id, result)
}

function refuseResult(
  c: Context,
  id: RunId,
  result: Extract<Result<Run, Refusal>, { readonly ok: false }> | undefined,
) {
  return refuse(c, result === undefined ? unknownRun(id) : fromRefusal(result.error))
}

function stateOf(run: Run): RunState {
  return { id: run.id, status: runStatus(run), version: run.version }
}
