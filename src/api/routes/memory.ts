import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import type { MemoryItem } from '../../core/memory/memory-item.ts'
import type { MemoryNote } from '../../core/memory/memory-note.ts'
import { contentOf } from '../../core/memory/memory-note.ts'
import type { MemoryProblem } from '../../engine/memory.ts'
import type { ApiParts } from '../api-parts.ts'
import { decideMemory, editMemory, memoryItem, memoryList, memoryQuery, mergeMemory } from '../contract/memory.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromMemoryProblem } from '../problems/from-memory-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { memoryView } from '../views/memory.ts'
import { answers, body } from './answers.ts'

const params = z.object({ id: z.string().min(1) })

const list = createRoute({
  method: 'get',
  path: '/api/v1/memory',
  summary: 'What stages want remembered, newest first',
  request: { query: memoryQuery },
  responses: answers(memoryList, 'Those of one status; candidates wait for a person.'),
})

const show = createRoute({
  method: 'get',
  path: '/api/v1/memory/{id}',
  summary: 'One item, by its own id or by one that a handoff names',
  request: { params },
  responses: answers(memoryItem, 'The item, with where it came from.'),
})

const approve = createRoute({
  method: 'post',
  path: '/api/v1/memory/{id}/approve',
  summary: 'Approve a candidate, or call an active item stable',
  request: { params, body: body(decideMemory) },
  responses: answers(memoryItem, 'Stages that ask for it are given it from the next plan on.'),
})

const edit = createRoute({
  method: 'post',
  path: '/api/v1/memory/{id}/edit',
  summary: 'Change what an item says',
  request: { params, body: body(editMemory) },
  responses: answers(memoryItem, 'The item as it is now; its status is the same.'),
})

const reject = createRoute({
  method: 'post',
  path: '/api/v1/memory/{id}/reject',
  summary: 'Say no to a candidate; found again, it stays rejected',
  request: { params, body: body(decideMemory) },
  responses: answers(memoryItem, 'It is given to nobody.'),
})

const deprecate = createRoute({
  method: 'post',
  path: '/api/v1/memory/{id}/deprecate',
  summary: 'Take an item out of use',
  request: { params, body: body(decideMemory) },
  responses: answers(memoryItem, 'It is given to nobody from the next plan on.'),
})

const merge = createRoute({
  method: 'post',
  path: '/api/v1/memory/{id}/merge',
  summary: 'Make one of two; this one is deprecated',
  request: { params, body: body(mergeMemory) },
  responses: answers(memoryItem, 'The one that stays.'),
})

export function addMemoryRoutes(app: OpenAPIHono<ApiEnv>, { memory }: ApiParts): void {
  app.openapi(list, async (c) => {
    const { type, search, ...query } = c.req.valid('query')
    const { offset, limit } = query
    const filter = { ...query, ...(type === undefined ? {} : { type }), ...(search === undefined ? {} : { search }) }
    const items = await memory.list({ ...filter, limit: limit + 1 })
    const next = items.length > limit ? offset + limit : null
    return c.json({ items: items.slice(0, limit).map(memoryView), next }, 200)
  })
  app.openapi(show, async (c) => {
    const { id } = c.req.valid('param')
    const item = await memory.find(id)
    return item === undefined
      ? refuse(c, fromMemoryProblem({ code: 'memory-unknown', id }))
      : c.json(memoryView(item), 200)
  })
  addChanges(app, memory)
}

function addChanges(app: OpenAPIHono<ApiEnv>, memory: ApiParts['memory']): void {
  app.openapi(approve, async (c) => {
    const { revision, note } = c.req.valid('json')
    const item = { id: c.req.valid('param').id, revision }
    return answer(c, await memory.change({ item, change: { type: 'promote', note }, by: c.get('actor') }))
  })
  app.openapi(reject, async (c) => {
    const { revision, note } = c.req.valid('json')
    const item = { id: c.req.valid('param').id, revision }
    return answer(c, await memory.change({ item, change: { type: 'reject', note }, by: c.get('actor') }))
  })
  app.openapi(deprecate, async (c) => {
    const { revision, note } = c.req.valid('json')
    const item = { id: c.req.valid('param').id, revision }
    return answer(c, await memory.change({ item, change: { type: 'deprecate', note }, by: c.get('actor') }))
  })
  app.openapi(edit, async (c) => {
    const { revision, note, ...to } = c.req.valid('json')
    const item = { id: c.req.valid('param').id, revision }
    return answer(c, await memory.change({ item, change: { type: 'edit', to: noteOf(to), note }, by: c.get('actor') }))
  })
  app.openapi(merge, async (c) => {
    const { revision, into, strategy } = c.req.valid('json')
    const source = { id: c.req.valid('param').id, revision }
    return answer(c, await memory.merge({ source, target: into, strategy, by: c.get('actor') }))
  })
}

/** What is left out stays as it is. */
function noteOf({ type, content, confidence, anchors }: Partial<z.infer<typeof editMemory>>): Partial<MemoryNote> {
  const cleaned = contentOf(content)
  return {
    ...(type === undefined ? {} : { type }),
    ...(cleaned === undefined ? {} : { content: cleaned }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(anchors === undefined ? {} : { anchors }),
  }
}

function answer(c: Context<ApiEnv>, result: Result<MemoryItem, MemoryProblem>) {
  return result.ok ? c.json(memoryView(result.value), 200) : refuse(c, fromMemoryProblem(result.error))
}
