import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import type { ApiParts } from '../api-parts.ts'
import type { Capability } from '../contract/capabilities.ts'
import { capabilityList } from '../contract/capabilities.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { answers } from './answers.ts'

const listCapabilities = createRoute({
  method: 'get',
  path: '/api/v1/capabilities',
  summary: 'What can do a stage',
  responses: answers(capabilityList, 'Each name once.'),
})

export function addCapabilityRoutes(app: OpenAPIHono<ApiEnv>, { library }: ApiParts): void {
  app.openapi(listCapabilities, async (c) => {
    const entries = await library.listCapabilities()
    const capabilities = entries.filter((entry) => entry.type === 'capability').map(capabilityView)
    return c.json({ capabilities }, 200)
  })
}

function capabilityView(entry: CapabilityEntry): Capability {
  const { ref, title, description, confidence, effect, input = null, output = null, unavailable = null } = entry
  return {
    ref,
    name: title,
    description,
    kind: confidence === 'none' ? 'exact' : 'ai',
    unavailable,
    input,
    output,
    effect,
  }
}
