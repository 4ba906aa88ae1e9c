import { expect, it } from 'vitest'
import type { RunView } from '../../src/api/contract/run-views.ts'
import { runView, runViewList } from '../../src/api/contract/run-views.ts'
import { fromViewProblem } from '../../src/api/problems/from-view-problem.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { bearer, personIn, tokenOf } from '../support/house.ts'
import { anApi, postOf } from '../support/http-world.ts'

const VIEWS = '/api/v1/run-views'
const KEY = '01936b5e-7c00-7abc-8def-0123456789ab'
const FAILED = { name: 'Failed this week', filter: { status: ['failed'], days: 7 } }

it('[AP340] views are saved, changed and removed', async () => {
  const { get, post } = anApi()
  const { id } = await post(VIEWS, { body: FAILED, schema: runView })
  const late = { name: 'Late', filter: { waits: 'overdue', workflow: 'refunds', version: 2, tookMinutes: 0.5 } }
  await post(VIEWS, { body: late, schema: runView })
  const changed = { name: 'Failed', filter: { status: ['failed', 'rejected'], from: '2026-11-01T00:00:00Z' } }
  expect(await post(`${VIEWS}/${id}`, { body: changed, schema: runView })).toEqual({ id, ...changed })
  const { views } = await get(VIEWS, runViewList)
  expect(views).toMatchObject([changed, late])
  expect((await post(`${VIEWS}/${id}/remove`, { schema: runViewList })).views).toMatchObject([late])
})

it('[AP340] nobody sees or changes those of others', async () => {
  const world = anApi()
  const { id } = await world.post(VIEWS, { body: FAILED, schema: runView })
  const order = { roles: ['viewer'], ventures: ['north'] } as const
  const headers = bearer(await tokenOf(world.parts, await personIn(world.parts, order)))
  const asMei = async (path: string, body?: Json) => {
    const request = body === undefined ? {} : postOf(body)
    const response = await world.send(`${VIEWS}${path}`, { ...request, headers: { ...request.headers, ...headers } })
    return [response.status, ((await response.json()) as { readonly views?: readonly RunView[] }).views]
  }
  expect(await asMei('')).toEqual([200, []])
  expect((await asMei(`/${id}`, FAILED))[0]).toBe(404)
  expect((await asMei(`/${id}/remove`, {}))[0]).toBe(404)
  expect((await asMei('', FAILED))[0]).toBe(201)
  expect((await world.get(VIEWS, runViewList)).views).toEqual([{ id, ...FAILED }])
})

it('[AP341] what can not be a view is refused with what to do', async () => {
  const { post, refused } = anApi()
  await post(VIEWS, { body: FAILED, schema: runView })
  const given: readonly (readonly [Json, object])[] = [
    [FAILED, { status: 409, code: 'view-exists' }],
    [
      { ...FAILED, name: ' ' },
      { status: 422, code: 'view-name-invalid', errors: [{ pointer: '/name' }] },
    ],
    [
      { ...FAILED, name: 'n'.repeat(61) },
      { status: 422, code: 'view-name-invalid' },
    ],
    [
      { ...FAILED, name: 'n'.repeat(200) },
      { status: 422, code: 'body-invalid' },
    ],
    [
      { name: 'A', filter: { status: ['lost'] } },
      { code: 'body-invalid', errors: [{ pointer: '/filter/status/0' }] },
    ],
    [
      { name: 'A', filter: { version: 2 } },
      { code: 'body-invalid', errors: [{ pointer: '/filter/version' }] },
    ],
    [{ name: 'A', filter: { before: 'x' } }, { code: 'body-invalid' }],
  ]
  for (const [body, problem] of given) expect(await refused(VIEWS, body)).toMatchObject(problem)
  expect(await refused(`${VIEWS}/none`, { ...FAILED, name: 'B' })).toMatchObject({ status: 404, code: 'view-unknown' })
})

it('[AP341] too many, and another program that was first, are told', () => {
  expect(fromViewProblem({ code: 'views-full' }).detail).toBe(
    'You have 50 views, and no more can be kept. Delete one first.',
  )
  expect(fromViewProblem({ code: 'views-changed' }).detail).toMatch(/then try again\.$/)
})

it('[AP342] the same key saves one view', async () => {
  const { get, post } = anApi()
  const order = { body: FAILED, schema: runView, key: KEY }
  expect(await post(VIEWS, order)).toEqual(await post(VIEWS, order))
  expect((await get(VIEWS, runViewList)).views).toEqual([{ id: KEY, ...FAILED }])
})
