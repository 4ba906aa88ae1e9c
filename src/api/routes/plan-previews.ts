import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { PlanReport } from '../../core/plan/plan-report.ts'
import { planDraft } from '../../engine/plan-draft.ts'
import type { ApiParts } from '../api-parts.ts'
import { contextPack } from '../contract/choices.ts'
import { draftContextRequest, planDraftRequest, planReport, stageContextRequest } from '../contract/plan.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromRunProblem, unknownWorkflow } from '../problems/from-run-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { answers, body } from './answers.ts'
import { planIn, withPast } from './plan-in.ts'
import { workflowParams } from './workflow-reads.ts'

const plan = createRoute({
  method: 'post',
  path: '/api/v1/drafts/{id}/plan',
  summary: 'Who will do what with what, as a draft says it now, saved or not; changes nothing',
  request: { params: workflowParams, body: body(planDraftRequest) },
  responses: answers(planReport, 'The plan.'),
})

const draftContext = createRoute({
  method: 'post',
  path: '/api/v1/drafts/{id}/plan/context',
  summary: 'What a stage of a draft would be given to know; changes nothing',
  request: { params: workflowParams, body: body(draftContextRequest) },
  responses: answers(contextPack, 'As the plan has it, with every text.'),
})

const stageContext = createRoute({
  method: 'post',
  path: '/api/v1/workflows/{id}/plan/context',
  summary: 'What a stage of a WorkChart would be given to know; changes nothing',
  request: { params: workflowParams, body: body(stageContextRequest) },
  responses: answers(contextPack, 'As the plan has it, with every text.'),
})

/** A look at what a run would do and know, before there is one. */
export function addPlanPreviews(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { workflows, context } = parts
  app.openapi(plan, async (c) => {
    const { id } = c.req.valid('param')
    const planned = await planDraft(parts, { workflow: id, ...c.req.valid('json') })
    if (!planned.ok) return refuse(c, fromRunProblem(planned.error))
    return c.json(await withPast(parts, id, { report: planned.value }), 200)
  })
  app.openapi(draftContext, async (c) => {
    const { text, stage } = c.req.valid('json')
    const planned = await planDraft(parts, { workflow: c.req.valid('param').id, text })
    if (!planned.ok) return refuse(c, fromRunProblem(planned.error))
    const found = stageIn(planned.value, stage)
    return found === undefined ? refuse(c, unknownStage(stage)) : c.json(await context.show(found.context), 200)
  })
  app.openapi(stageContext, async (c) => {
    const [{ id }, { stage, ...order }] = [c.req.valid('param'), c.req.valid('json')]
    const reading = await workflows.find(id)
    if (reading === undefined) return refuse(c, unknownWorkflow(id))
    const planned = await planIn(c, parts, { reading, ...order })
    if (!planned.ok) return refuse(c, planned.error)
    const found = stageIn(planned.value.report, stage)
    return found === undefined ? refuse(c, unknownStage(stage)) : c.json(await context.show(found.context), 200)
  })
}

function stageIn({ stages }: PlanReport, stage: string): PlanReport['stages'][number] | undefined {
  return stages.find(({ id }) => id === stage)
}

function unknownStage(stage: string): ApiProblem {
  return { code: 'stage-unknown', detail: `There is no stage "${stage}" in it now. Look at its plan again.` }
}
