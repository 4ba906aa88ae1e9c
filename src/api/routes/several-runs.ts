import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Result } from '../../core/basics/result.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { Refusal } from '../../core/run/refusal.ts'
import type { Run, RunStatus } from '../../core/run/run.ts'
import { RUNS_CHANGED_MAX } from '../../core/run/several-runs.ts'
import type { ApiParts } from '../api-parts.ts'
import type { ChangedRun, ChangedRuns } from '../contract/runs.ts'
import { cancelSeveralRequest, changedRuns, retrySeveralRequest } from '../contract/runs.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromRefusal } from '../problems/from-refusal.ts'
import { brokenProblem } from '../problems/on-error.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { retryIds } from '../request-key.ts'
import { answers, body } from './answers.ts'
import { isRunSeen } from './is-run-seen.ts'
import { unknownRun } from './unknown-run.ts'

const OF_EACH = 'What came of each, and where each stands afterwards, as the store has it.'

const cancelSeveral = createRoute({
  method: 'post',
  path: '/api/v1/runs/cancel',
  summary: `End up to ${RUNS_CHANGED_MAX} runs for good, each by itself`,
  request: { body: body(cancelSeveralRequest) },
  responses: answers(changedRuns, OF_EACH),
})

const retrySeveral = createRoute({
  method: 'post',
  path: '/api/v1/runs/retry',
  summary: `Take up to ${RUNS_CHANGED_MAX} failed runs up where they failed, each in a new run`,
  request: { body: body(retrySeveralRequest) },
  responses: answers(changedRuns, OF_EACH),
})

export function addSeveralRuns(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { engine } = parts
  app.openapi(cancelSeveral, async (c) => {
    const { runs, note } = c.req.valid('json')
    const order = { type: 'cancel-run', by: c.get('actor'), note } as const
    return c.json(await changeEach(c, parts, { runs, change: (id) => engine.command(id, order) }), 200)
  })
  app.openapi(retrySeveral, async (c) => {
    const nextOf = retryIds(c, parts.ids)
    if (!nextOf.ok) return refuse(c, nextOf.error)
    const change = (id: RunId) => engine.retry(id, { id: nextOf.value(id), by: c.get('actor') })
    return c.json(await changeEach(c, parts, { runs: c.req.valid('json').runs, change }), 200)
  })
}

interface Changing {
  readonly runs: readonly string[]
  readonly change: (run: RunId) => Promise<Result<Run, Refusal> | undefined>
}

/** Each by itself: what one is refused, or breaks at, keeps none of the others back. Looked up when all are through. */
async function changeEach(c: Context<ApiEnv>, parts: ApiParts, { runs, change }: Changing): Promise<ChangedRuns> {
  const changed = await Promise.all(
    runs.map(async (run) => {
      const id = run as RunId
      const isSeen = await isRunSeen(c, parts.engine, id)
      return isSeen ? await outcomeOf(id, change, parts.onProblem) : refused(id, unknownRun(id))
    }),
  )
  return { runs: await Promise.all(changed.map((each) => lookedUp(parts, each))) }
}

interface Outcome extends Pick<ChangedRun, 'result'> {
  readonly id: RunId
  readonly next: RunId | null
}

async function outcomeOf(id: RunId, change: Changing['change'], report: ApiParts['onProblem']): Promise<Outcome> {
  try {
    const result = await change(id)
    if (result === undefined) return refused(id, unknownRun(id))
    if (!result.ok) return refused(id, fromRefusal(result.error))
    return { id, result: { type: 'done' }, next: result.value.id === id ? null : result.value.id }
  } catch (error) {
    return refused(id, brokenProblem(error, report))
  }
}

function refused(id: RunId, { code, detail }: ApiProblem): Outcome {
  return { id, result: { type: 'refused', code, detail }, next: null }
}

async function lookedUp({ reader }: Pick<ApiParts, 'reader'>, { id, result, next }: Outcome): Promise<ChangedRun> {
  const isUnknown = result.type === 'refused' && result.code === 'run-unknown'
  const started = next === null ? undefined : await storedStatus(reader, next)
  return {
    id,
    result,
    status: isUnknown ? null : ((await storedStatus(reader, id)) ?? null),
    next: next === null || started === undefined ? null : { id: next, status: started },
  }
}

async function storedStatus(reader: ApiParts['reader'], id: RunId): Promise<RunStatus | undefined> {
  return (await reader.findRun(id))?.row.status
}
