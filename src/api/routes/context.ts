import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Reference } from '../../core/workflow/reference.ts'
import { parseReference } from '../../core/workflow/reference.ts'
import type { ListedModule } from '../../engine/context.ts'
import type { ApiParts } from '../api-parts.ts'
import type { ContextModule } from '../contract/choices.ts'
import { contextList, contextPack, contextQuery, packQuery } from '../contract/choices.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { answers } from './answers.ts'

const list = createRoute({
  method: 'get',
  path: '/api/v1/context',
  summary: 'What stages can be given to know',
  request: { query: contextQuery },
  responses: answers(contextList, 'Each name once, with its tokens as planning counts them.'),
})

const pack = createRoute({
  method: 'get',
  path: '/api/v1/context/pack',
  summary: 'What a stage would be given to know, within a budget',
  request: { query: packQuery },
  responses: answers(contextPack, 'Packed as planning packs it, with every text.'),
})

export function addContextRoutes(app: OpenAPIHono<ApiEnv>, { context }: ApiParts): void {
  app.openapi(list, async (c) => {
    const modules = await context.list(c.req.valid('query').collection)
    return c.json({ modules: modules.map(moduleView) }, 200)
  })
  app.openapi(pack, async (c) => {
    const { modules: written, budget: budgetTokens, collection, venture = null } = c.req.valid('query')
    const modules = readModules(written)
    if (!modules.ok) return refuse(c, modules.error)
    const packed = await context.pack({ modules: modules.value, budgetTokens, collection, venture })
    return packed.ok ? c.json(packed.value, 200) : refuse(c, unknownModule(packed.error.ref))
  })
}

function moduleView({ entry, tokens, items }: ListedModule): ContextModule {
  const { ref, title, description, source } = entry
  return { ref, name: title, description, tokens, source, items }
}

function readModules(written: string): Result<readonly Reference[], ApiProblem> {
  const modules: Reference[] = []
  for (const text of written.split(',').map((each) => each.trim())) {
    const reference = parseReference(text.includes(':') ? text : `ctx:${text}`)
    if (!reference.ok || reference.value.kind !== 'ctx') return err(unknownModule(text))
    modules.push(reference.value)
  }
  return ok(modules)
}

function unknownModule(ref: string): ApiProblem {
  return {
    code: 'context-unknown',
    detail: `There is no context module "${ref}". Look at the list of those that are here, or create its file.`,
  }
}
