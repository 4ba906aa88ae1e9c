import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { PersonProblem } from '../../engine/people.ts'
import type { PersonRow } from '../../engine/person-row.ts'
import type { ApiParts } from '../api-parts.ts'
import { accountList, addPersonRequest, changePersonRequest, person } from '../contract/people.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromPersonProblem } from '../problems/from-person-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { personView } from '../views/people.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const params = z.object({ id: z.string().min(1).max(200) })

const list = createRoute({
  method: 'get',
  path: '/api/v1/people/accounts',
  summary: 'Everybody of this house, with what they may do',
  responses: answers(accountList, 'By reference.'),
})

const add = createRoute({
  method: 'post',
  path: '/api/v1/people',
  summary: 'Add somebody',
  request: { body: body(addPersonRequest) },
  responses: created(person, 'They are there, and can be invited.'),
})

const change = createRoute({
  method: 'post',
  path: '/api/v1/people/{id}',
  summary: 'Change what somebody is called and may do',
  request: { params, body: body(changePersonRequest) },
  responses: answers(person, 'It counts from now on.'),
})

const remove = createRoute({
  method: 'post',
  path: '/api/v1/people/{id}/remove',
  summary: 'Remove somebody: they may do nothing any more, and what they did stays',
  request: { params, body: body(nothing) },
  responses: answers(person, 'They are out.'),
})

export function addPeopleRoutes(app: OpenAPIHono<ApiEnv>, { people, sharing }: ApiParts): void {
  app.openapi(list, async (c) => c.json({ people: (await people.list()).map(personView) }, 200))
  app.openapi(add, async (c) => {
    const added = await people.add({ ...c.req.valid('json'), by: c.get('actor') })
    return added.ok ? c.json(personView(added.value), 201) : refuse(c, fromPersonProblem(added.error))
  })
  app.openapi(change, async (c) => {
    const id = c.req.valid('param').id as ActorId
    return changed(c, await people.change(id, { ...c.req.valid('json'), by: c.get('actor') }))
  })
  app.openapi(remove, async (c) => {
    const removed = await people.remove(c.req.valid('param').id as ActorId, c.get('actor'))
    if (removed.ok) await sharing?.signIn.end({ type: 'for-good', person: removed.value.id })
    return changed(c, removed)
  })
}

function changed(c: Context<ApiEnv>, result: Result<PersonRow, PersonProblem>) {
  return result.ok ? c.json(personView(result.value), 200) : refuse(c, fromPersonProblem(result.error))
}
