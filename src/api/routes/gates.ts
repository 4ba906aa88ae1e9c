import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { PlannedStage } from '../../core/plan/plan.ts'
import type { ApiParts } from '../api-parts.ts'
import type { Gates } from '../contract/gates.ts'
import { gateAnswer, gateQuery, gates, turnedQuery, turnedRuns } from '../contract/gates.ts'
import type { GateSubject } from '../gate-data.ts'
import { plannedStages, readGate } from '../gate-data.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesWorkflow } from '../posture/seen.ts'
import { unknownWorkflow } from '../problems/from-run-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { gateRow, gateView } from '../views/gate.ts'
import { targetOf } from '../views/gate-status.ts'
import { togetherView } from '../views/gates-together.ts'
import { iso } from '../views/instants.ts'
import { turnedView } from '../views/turned-runs.ts'
import { unlistedSummary } from '../views/workflow.ts'
import { answers } from './answers.ts'
import { workflowParams } from './workflow-reads.ts'

const listGates = createRoute({
  method: 'get',
  path: '/api/v1/workflows/{id}/gates',
  summary: 'How sure is sure enough in a WorkChart: what each gate promises, and whether that is known to be kept',
  request: { params: workflowParams },
  responses: answers(gates, 'By stage, in the order of the WorkChart.'),
})

const gateParams = workflowParams.extend({ stage: z.string().min(1) })

const getGate = createRoute({
  method: 'get',
  path: '/api/v1/workflows/{id}/gates/{stage}',
  summary: 'What is known of the answers of a stage, and what a target or a limit would come to',
  request: { params: gateParams, query: gateQuery },
  responses: answers(gateAnswer, 'Worked out from what people found of its answers.'),
})

const getTurned = createRoute({
  method: 'get',
  path: '/api/v1/workflows/{id}/gates/{stage}/turned',
  summary: 'Which runs would have gone the other way with another limit',
  request: { params: gateParams, query: turnedQuery },
  responses: answers(turnedRuns, 'The newest first.'),
})

export function addGateRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { sha256 } = parts.ids
  app.openapi(listGates, async (c) => {
    const found = await findChart(c, parts, c.req.valid('param').id)
    if (!found.ok) return refuse(c, found.error)
    const { summary, stages } = found.value
    const subjects = stages.flatMap((stage) =>
      segmentsOf(stage).map((segment) => ({ workflow: summary.id, stage, segment })),
    )
    const data = await Promise.all(subjects.map((subject) => readGate(parts, subject)))
    const answer: Gates = {
      workflow: { id: summary.id, name: summary.name },
      gates: data.map((each) => gateRow(each, sha256)),
      together: togetherView(data),
      at: iso(parts.clock.now()),
    }
    return c.json(answer, 200)
  })
  app.openapi(getGate, async (c) => {
    const found = await findGate(c, parts, c.req.valid('query').segment)
    if (!found.ok) return refuse(c, found.error)
    const { target, limit } = c.req.valid('query')
    const data = await readGate(parts, found.value)
    const workflow = { id: found.value.workflow, name: found.value.name }
    return c.json({ workflow, ...gateView(data, { target: target ?? targetOf(data), limit }, sha256) }, 200)
  })
  app.openapi(getTurned, async (c) => {
    const { segment, ...thought } = c.req.valid('query')
    const found = await findGate(c, parts, segment)
    if (!found.ok) return refuse(c, found.error)
    return c.json(await turnedView(parts.reader, await readGate(parts, found.value), thought), 200)
  })
}

interface Chart {
  readonly summary: ReturnType<typeof unlistedSummary>
  /** Those that answers can be judged of. */
  readonly stages: readonly PlannedStage[]
}

async function findChart(c: Context<ApiEnv>, parts: ApiParts, id: string): Promise<Result<Chart, ApiProblem>> {
  const reading = await parts.workflows.find(id)
  if (reading === undefined || !seesWorkflow(c, reading)) return err(unknownWorkflow(id))
  const stages = await plannedStages(parts, reading)
  return ok({ summary: unlistedSummary(reading), stages: stages.filter(({ gate }) => gate.kind !== 'none') })
}

function segmentsOf({ gate }: PlannedStage): readonly (string | null)[] {
  return gate.kind === 'none' ? [null] : (gate.segments?.values ?? [null])
}

interface FoundGate extends GateSubject {
  readonly name: string
}

async function findGate(
  c: Context<ApiEnv>,
  parts: ApiParts,
  named: string | undefined,
): Promise<Result<FoundGate, ApiProblem>> {
  const { id = '', stage: asked } = c.req.param()
  const chart = await findChart(c, parts, id)
  if (!chart.ok) return chart
  const { summary, stages } = chart.value
  const stage = stages.find((each) => each.id === asked)
  if (stage === undefined) return err(noGate(asked))
  const segments = segmentsOf(stage)
  const segment = named === undefined ? segments[0] : segments.find((each) => each === named)
  if (segment === undefined) return err(noSegment(named, segments))
  return ok({ workflow: summary.id, name: summary.name, stage, segment })
}

function noGate(stage: string | undefined): ApiProblem {
  return {
    code: 'gate-unknown',
    detail: `No stage "${stage}" asks how sure an answer is. Set how sure is sure enough in the builder first.`,
  }
}

function noSegment(named: string | undefined, segments: readonly (string | null)[]): ApiProblem {
  const detail = `The stage tells no answers apart as "${named}". It knows: ${segments.join(', ')}.`
  return { code: 'query-invalid', detail, errors: [{ pointer: '/segment', detail }] }
}
