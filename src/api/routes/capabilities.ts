import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import type { ApiParts } from '../api-parts.ts'
import type { Capability } from '../contract/capabilities.ts'
import { capabilityList } from '../contract/capabilities.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import type { Past } from '../views/track-record.ts'
import { pastView, readTrackRecords } from '../views/track-record.ts'
import { answers } from './answers.ts'

const listCapabilities = createRoute({
  method: 'get',
  path: '/api/v1/capabilities',
  summary: 'What can do a stage',
  responses: answers(capabilityList, 'Each name once.'),
})

export function addCapabilityRoutes(app: OpenAPIHono<ApiEnv>, { library, reader }: ApiParts): void {
  app.openapi(listCapabilities, async (c) => {
    const [entries, records] = await Promise.all([library.listCapabilities(), readTrackRecords(reader)])
    const capabilities = entries
      .filter((entry) => entry.type === 'capability')
      .map((entry) => ({ ...capabilityView(entry), ...pastView(entry, records) }))
    return c.json({ capabilities }, 200)
  })
}

function capabilityView(entry: CapabilityEntry): Omit<Capability, keyof Past> {
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
