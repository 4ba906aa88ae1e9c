import { afterEach, expect, it, vi } from 'vitest'
import type { SeveralOrder, SeveralResult } from '../../../src/web/data/several.ts'
import { openNow, sendSeveral } from '../../../src/web/data/several.ts'
import type { Routes } from '../../support/web-server.ts'
import { fakeServer, problem } from '../../support/web-server.ts'
import { TASK_ROWS } from '../../support/web-views.ts'

afterEach(() => vi.unstubAllGlobals())

function orders(count: number): readonly SeveralOrder[] {
  return Array.from({ length: count }, (_, n) => ({
    task: `t${n}`,
    version: `v${n}`,
    answer: { type: 'approve', note: 'As always.' },
    key: `k${n}`,
  }))
}

/** What came of each, in the order in which it came. */
async function sent(count: number, isStopped: (results: readonly SeveralResult[]) => boolean = () => false) {
  const results: (readonly [string, SeveralResult])[] = []
  await sendSeveral(orders(count), {
    onResult: (task, result) => results.push([task, result]),
    isStopped: () => isStopped(results.map(([, result]) => result)),
  })
  return results
}

function serverThat(routes: Routes) {
  const server = fakeServer(routes)
  vi.stubGlobal('fetch', server.fetch)
  return server
}

it('[UI253] each answer goes with what was shown of its task, no more than four at once', async () => {
  let [now, most] = [0, 0]
  const server = fakeServer({ '/tasks/': () => ({}) })
  vi.stubGlobal('fetch', async (...args: Parameters<typeof fetch>) => {
    now += 1
    most = Math.max(most, now)
    await Promise.resolve()
    const response = await server.fetch(...args)
    now -= 1
    return response
  })
  expect(await sent(20)).toHaveLength(20)
  expect(most).toBe(4)
  expect(server.sent.find(({ path }) => path === '/tasks/t7/answer')).toEqual({
    path: '/tasks/t7/answer',
    body: { answer: { type: 'approve', note: 'As always.' }, version: 'v7' },
  })
})

it('[UI253] what came of each is told: done, changed meanwhile, refused with who was first, not known', async () => {
  const changed = async () => {
    const body = await problem(409, 'Changed.').json()
    return Response.json({ ...body, code: 'task-changed' }, { status: 409, headers: PROBLEM })
  }
  const answers = [await changed(), problem(409, 'lena was first.'), new Response('', { status: 502 })]
  serverThat({
    '/tasks/t0/': () => answers[0],
    '/tasks/t1/': () => answers[1],
    '/tasks/t2/': () => answers[2],
    '/tasks/t3/': () => new Response('', { status: 401 }),
    '/tasks/': () => ({}),
  })
  expect(new Map(await sent(5))).toEqual(
    new Map<string, SeveralResult>([
      ['t0', { type: 'changed' }],
      ['t1', { type: 'refused', detail: 'lena was first.' }],
      ['t2', { type: 'unknown' }],
      ['t3', { type: 'refused', detail: 'This browser is signed out.' }],
      ['t4', { type: 'done' }],
    ]),
  )
})

const PROBLEM = { 'content-type': 'application/problem+json' }

it('[UI253] once it is stopped, no other is sent', async () => {
  const server = serverThat({ '/tasks/': () => ({}) })
  const results = await sent(30, (before) => before.length >= 8)
  expect(results).toHaveLength(30)
  const kinds = results.map(([, { type }]) => type)
  expect(server.sent).toHaveLength(kinds.filter((type) => type === 'done').length)
  expect(kinds.filter((type) => type === 'not-sent').length).toBeGreaterThanOrEqual(18)
})

it('[UI253] what is sent again has the same key, so that it counts once', async () => {
  const keys: (string | null)[] = []
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('idempotency-key'))
    return Response.json({})
  })
  await sent(2)
  await sent(2)
  expect(keys).toEqual(['k0', 'k1', 'k0', 'k1'])
})

it('[UI254] the list says what is still open', async () => {
  serverThat({ '/tasks?status=open&limit=200': () => ({ tasks: TASK_ROWS, next: null }) })
  expect(await openNow()).toEqual(new Set(TASK_ROWS.map(({ id }) => id)))
})
