import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { ApiParts } from '../api-parts.ts'
import { templateList } from '../contract/templates.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { templateView } from '../views/template.ts'
import { answers } from './answers.ts'

const list = createRoute({
  method: 'get',
  path: '/api/v1/templates',
  summary: 'WorkCharts to begin from',
  responses: answers(templateList, 'All templates.'),
})

export function addTemplateRoutes(app: OpenAPIHono<ApiEnv>, { templates }: ApiParts): void {
  app.openapi(list, async (c) => c.json({ templates: (await templates.list()).map(templateView) }, 200))
}
