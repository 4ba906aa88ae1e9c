import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { parseReference } from '../../core/workflow/reference.ts'
import type { ApiParts } from '../api-parts.ts'
import { capabilitySource, changeSourceRequest } from '../contract/capability-source.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromSourceProblem } from '../problems/from-source-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { answers, body } from './answers.ts'

const PATH = '/api/v1/capabilities/{ref}/source'

const params = z.object({ ref: z.string().min(1).max(300) })

const read = createRoute({
  method: 'get',
  path: PATH,
  summary: 'The files that a skill, an agent or context is made of, for developers',
  request: { params },
  responses: answers(capabilitySource, 'Its own text files, or why they can not be changed here.'),
})

const change = createRoute({
  method: 'put',
  path: PATH,
  summary: 'Change one of these files, for developers: written whole, or not at all',
  request: { params, body: body(changeSourceRequest) },
  responses: answers(capabilitySource, 'It is written.'),
})

/** Not a door of the builder: code enters here, where skills are looked after. */
export function addCapabilitySourceRoutes(app: OpenAPIHono<ApiEnv>, { sources }: ApiParts): void {
  app.openapi(read, async (c) => {
    const { ref } = c.req.valid('param')
    const reference = parseReference(ref)
    const source = reference.ok ? await sources.find(reference.value) : undefined
    if (source === undefined) return refuse(c, fromSourceProblem({ code: 'capability-unknown', ref }))
    return c.json(source, 200)
  })
  app.openapi(change, async (c) => {
    const { ref } = c.req.valid('param')
    const reference = parseReference(ref)
    if (!reference.ok) return refuse(c, fromSourceProblem({ code: 'capability-unknown', ref }))
    const changed = await sources.change({ reference: reference.value, ...c.req.valid('json') })
    return changed.ok ? c.json(changed.value, 200) : refuse(c, fromSourceProblem(changed.error))
  })
}
