import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { VIEWS_MAX } from '../../core/run/saved-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { runView, runViewList, saveRunView } from '../contract/run-views.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromViewProblem } from '../problems/from-view-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { commandId } from '../request-key.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const params = z.object({ id: z.string().min(1).max(200) })

const list = createRoute({
  method: 'get',
  path: '/api/v1/run-views',
  summary: 'The lists of runs that you come back to',
  responses: answers(runViewList, `At most ${VIEWS_MAX}.`),
})

const save = createRoute({
  method: 'post',
  path: '/api/v1/run-views',
  summary: 'Save what the list of runs is narrowed to, under a name',
  request: { body: body(saveRunView) },
  responses: created(runView, 'The view.'),
})

const change = createRoute({
  method: 'post',
  path: '/api/v1/run-views/{id}',
  summary: 'Give a view another name, or narrow it otherwise',
  request: { params, body: body(saveRunView) },
  responses: answers(runView, 'The view.'),
})

const remove = createRoute({
  method: 'post',
  path: '/api/v1/run-views/{id}/remove',
  summary: 'Remove a view',
  request: { params, body: body(nothing) },
  responses: answers(runViewList, 'Those that are left.'),
})

/** Everybody has their own: whose they are is never a part of the address. */
export function addRunViewRoutes(app: OpenAPIHono<ApiEnv>, { runViews, ids }: ApiParts): void {
  app.openapi(list, async (c) => c.json({ views: await runViews.listOf(c.get('actor')) }, 200))
  app.openapi(save, async (c) => {
    const saved = await runViews.save(c.get('actor'), { id: commandId(c, ids), ...c.req.valid('json') })
    return saved.ok ? c.json(saved.value, 201) : refuse(c, fromViewProblem(saved.error))
  })
  app.openapi(change, async (c) => {
    const changed = await runViews.change(c.get('actor'), { id: c.req.valid('param').id, ...c.req.valid('json') })
    return changed.ok ? c.json(changed.value, 200) : refuse(c, fromViewProblem(changed.error))
  })
  app.openapi(remove, async (c) => {
    const left = await runViews.remove(c.get('actor'), c.req.valid('param').id)
    return left.ok ? c.json({ views: left.value }, 200) : refuse(c, fromViewProblem(left.error))
  })
}
