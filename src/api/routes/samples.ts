import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { SampleReading } from '../../engine/samples.ts'
import type { ApiParts } from '../api-parts.ts'
import { sampleRows } from '../contract/samples.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromSamplesAbsent } from '../problems/from-samples-absent.ts'
import { refuse } from '../problems/refuse.ts'
import { answers } from './answers.ts'
import { workflowParams } from './workflow-reads.ts'

const ofWorkflow = createRoute({
  method: 'get',
  path: '/api/v1/workflows/{id}/samples',
  summary: 'Sample rows of a WorkChart, as the inputs its file asks for',
  request: { params: workflowParams },
  responses: answers(sampleRows, 'The rows; none where nobody has written any.'),
})

const ofDraft = createRoute({
  method: 'get',
  path: '/api/v1/drafts/{id}/samples',
  summary: 'Sample rows of a WorkChart, as the inputs its draft asks for',
  request: { params: workflowParams },
  responses: answers(sampleRows, 'The rows; none where nobody has written any.'),
})

const ofTemplate = createRoute({
  method: 'get',
  path: '/api/v1/templates/{id}/samples',
  summary: 'Sample rows of a template',
  request: { params: workflowParams },
  responses: answers(sampleRows, 'The rows.'),
})

export function addSampleRoutes(app: OpenAPIHono<ApiEnv>, { samples }: ApiParts): void {
  app.openapi(ofWorkflow, async (c) => answer(c, await samples.ofWorkflow(c.req.valid('param').id)))
  app.openapi(ofDraft, async (c) => answer(c, await samples.ofDraft(c.req.valid('param').id)))
  app.openapi(ofTemplate, async (c) => answer(c, await samples.ofTemplate(c.req.valid('param').id)))
}

function answer(c: Context, reading: SampleReading) {
  return reading.ok ? c.json(reading.value, 200) : refuse(c, fromSamplesAbsent(reading.error))
}
