import { describe, expect, it } from 'vitest'
import { session, startLink } from '../../src/api/contract/system.ts'
import { CONTENT_SECURITY_POLICY } from '../../src/api/posture/headers.ts'
import { CODE_MS } from '../../src/api/posture/sessions.ts'
import { addMs, timestamp } from '../../src/core/basics/timestamp.ts'
import { SESSION_IDLE_MS, SESSION_MS } from '../../src/engine/sign-in.ts'
import { aClock } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, HOST, PORT, postOf, TOKEN } from '../support/http-world.ts'

const NOW = timestamp(Date.UTC(2026, 10, 21, 10))
const ORIGIN = `http://${HOST}`
const SIGN_IN = 'POST /api/v1/session'
/** What strangers may ask: a body that lacks something is 422. */
const OPEN = {
  [SIGN_IN]: 422,
  'GET /api/v1/sign-in': 200,
  'POST /api/v1/sign-in': 422,
  'POST /api/v1/sign-in/link': 422,
  'POST /api/v1/sign-in/link/use': 422,
  'POST /api/v1/invitations/use': 422,
} as const satisfies Readonly<Record<string, number>>

/** What a browser says of a link on another page that somebody clicks on. */
const FOLLOWED = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

/** Every route the router knows: method and an address that reaches it. */
function routesOf({ api }: ApiWorld): readonly string[] {
  const routes = api.routes.filter(({ method }) => method !== 'ALL')
  return [...new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, 'x').replace('*', 'x')}`))]
}

interface Attempt {
  readonly host?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** The status of one route for a request that is right but for what `attempt` says. */
async function statusOf({ api }: ApiWorld, route: string, attempt: Attempt): Promise<number> {
  const [method = '', path = ''] = route.split(' ')
  const host: Record<string, string> = attempt.host === undefined ? {} : { host: attempt.host }
  const change = method === 'GET' ? {} : { body: '{}' }
  const type: Record<string, string> = method === 'GET' ? {} : { 'content-type': 'application/json' }
  const response = await api.request(`http://${HOST}${path}`, {
    method,
    headers: { ...host, ...type, ...attempt.headers },
    ...change,
  })
  await response.body?.cancel()
  return response.status
}

async function statusesOf(world: ApiWorld, attempt: Attempt): Promise<ReadonlyMap<string, number>> {
  const routes = routesOf(world).filter((route) => route.includes('/api/'))
  return new Map(
    await Promise.all(routes.map(async (route) => [route, await statusOf(world, route, attempt)] as const)),
  )
}

describe('the matrix of routes', () => {
  it('[AP1] is closed to whoever is not signed in', async () => {
    const world = anApi()
    const statuses = await statusesOf(world, { host: HOST })
    expect(statuses.size).toBeGreaterThan(30)
    for (const [route, status] of statuses)
      expect({ route, status }).toEqual({
        route,
        status: new Map<string, number>(Object.entries(OPEN)).get(route) ?? 401,
      })
    expect(await statusOf(world, 'GET /api/v1/nothing', { host: HOST })).toBe(401)
  })

  it.each(['not-the-token', ''])('[AP1] is closed to the token "%s"', async (token) => {
    const statuses = await statusesOf(anApi(), { host: HOST, headers: { authorization: `Bearer ${token}` } })
    expect(new Set(statuses.values())).toEqual(new Set([401, 422, 200]))
  })

  it.each([
    'evil.example',
    `127.0.0.1.nip.io:${PORT}`,
    `localhost.:${PORT}`,
    `[::1]:${PORT}`,
    '127.0.0.1',
    '127.0.0.1:1',
    undefined,
  ])('[AP2] is closed under the name %s', async (host) => {
    const statuses = await statusesOf(anApi(), { host, headers: { authorization: `Bearer ${TOKEN}` } })
    expect(new Set(statuses.values())).toEqual(new Set([403]))
  })

  it.each([
    { origin: 'null' },
    { origin: 'http://evil.example' },
    { origin: 'http://127.0.0.1:1' },
    { origin: `https://${HOST}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('[AP3] is closed to other pages: %j', async (headers) => {
    const statuses = await statusesOf(anApi(), {
      host: HOST,
      headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    })
    expect(new Set(statuses.values())).toEqual(new Set([403]))
  })

  it('[AP2][AP3] holds for the pages too', async () => {
    const world = anApi()
    expect(await statusOf(world, 'GET /', { host: 'evil.example' })).toBe(403)
    expect(await statusOf(world, 'GET /runs', { host: HOST, headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403)
    expect(
      await statusOf(world, 'GET /runs', { host: `localhost:${PORT}`, headers: { 'sec-fetch-site': 'none' } }),
    ).toBe(404)
    expect(await statusOf(world, SIGN_IN, { host: HOST, headers: { 'sec-fetch-site': 'none' } })).toBe(403)
  })

  it.each([
    [404, {}],
    [403, { 'sec-fetch-dest': 'iframe' }],
    [403, { 'sec-fetch-dest': 'object' }],
    [403, { 'sec-fetch-mode': 'no-cors' }],
    [403, { origin: 'null' }],
    [403, { host: 'evil.example' }],
  ])('[AP240] a link that is followed to a page gets %i with %j', async (status, headers) => {
    const world = anApi()
    const attempt = { host: HOST, headers: { ...FOLLOWED, ...headers } }
    expect(await statusOf(world, 'GET /inbox/x', attempt)).toBe(status)
    expect(await statusOf(world, 'POST /inbox/x', attempt)).toBe(403)
    expect(new Set((await statusesOf(world, attempt)).values())).toEqual(new Set([403]))
  })

  it.each(['none', 'same-site', 'cross-site'])(
    '[AP241] what is fetched ahead of time for %s is refused',
    async (site) => {
      const world = anApi()
      const attempt = { host: HOST, headers: { ...FOLLOWED, 'sec-fetch-site': site, 'sec-purpose': 'prefetch' } }
      expect(await statusOf(world, 'GET /inbox/x', attempt)).toBe(403)
      expect(new Set((await statusesOf(world, attempt)).values())).toEqual(new Set([403]))
      const own = { ...attempt.headers, 'sec-fetch-site': 'same-origin' }
      expect(await statusOf(world, 'GET /inbox/x', { host: HOST, headers: own })).toBe(404)
    },
  )

  it('[AP5] carries the policy on every answer and no CORS header', async () => {
    const { send, api } = anApi()
    const answers = await Promise.all([
      send('/api/v1/home'),
      send('/api/v1/nothing'),
      api.request('http://evil.example/'),
    ])
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

/** A browser on our page: it sends its origin and, once it has one, its cookie. */
async function browse(
  { api }: ApiWorld,
  path: string,
  request: RequestInit & { readonly cookie?: string } = {},
): Promise<Response> {
  const { cookie, ...rest } = request
  const own: Record<string, string> = cookie === undefined ? {} : { cookie }
  return await api.request(`${ORIGIN}${path}`, {
    ...rest,
    headers: { host: HOST, origin: ORIGIN, 'sec-fetch-site': 'same-origin', ...own, ...rest.headers },
  })
}

/** The `Set-Cookie` of a sign-in. */
async function signIn(world: ApiWorld, code = world.sessions.issueCode()): Promise<Response> {
  return await browse(world, '/api/v1/session', postOf({ code }))
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

describe('signing in', () => {
  it('[AP6] trades a code for a strict cookie that is named after the port', async () => {
    const world = anApi()
    const response = await signIn(world)
    expect(response.status).toBe(201)
    expect(response.headers.get('set-cookie')).toMatch(
      new RegExp(`^workcharts-session-${PORT}=[\\w-]{43}; Max-Age=604800; Path=/; HttpOnly; SameSite=Strict$`),
    )
    const cookie = cookieOf(response)
    const me = await browse(world, '/api/v1/session', { cookie })
    expect(session.parse(await me.json())).toMatchObject({ actor: { id: 'human:owner', name: 'owner' } })
    expect((await browse(world, '/api/v1/home', { cookie })).status).toBe(200)
  })

  it('[AP6][AP8] takes a code once and for a minute', async () => {
    const clock = aClock(NOW)
    const world = anApi({ clock })
    const code = world.sessions.issueCode()
    expect((await signIn(world, code)).status).toBe(201)
    const again = await signIn(world, code)
    expect(again.status).toBe(401)
    expect(await again.json()).toMatchObject({
      code: 'code-over',
      detail: expect.stringContaining('`workcharts open`'),
    })
    const late = world.sessions.issueCode()
    clock.set(addMs(NOW, CODE_MS + 1))
    expect((await signIn(world, late)).status).toBe(401)
  })

  it('[AP7] ends after 12 hours without use, and after 7 days in any case', async () => {
    const clock = aClock(NOW)
    const world = anApi({ clock })
    const idle = cookieOf(await signIn(world))
    clock.set(addMs(NOW, SESSION_IDLE_MS + 1))
    expect((await browse(world, '/api/v1/home', { cookie: idle })).status).toBe(401)
    const busy = cookieOf(await signIn(world))
    const from = clock.now()
    for (let used = 0; used < SESSION_MS; used += SESSION_IDLE_MS) {
      clock.set(addMs(from, used))
      expect((await browse(world, '/api/v1/home', { cookie: busy })).status).toBe(200)
    }
    clock.set(addMs(from, SESSION_MS + 1))
    expect((await browse(world, '/api/v1/home', { cookie: busy })).status).toBe(401)
  })

  it('[AP7] ends when its owner signs out', async () => {
    const world = anApi()
    const cookie = cookieOf(await signIn(world))
    const out = await browse(world, '/api/v1/session', { ...postOf({}), method: 'DELETE', cookie })
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await browse(world, '/api/v1/home', { cookie })).status).toBe(401)
    expect((await world.send('/api/v1/session', { ...postOf({}), method: 'DELETE' })).status).toBe(200)
  })

  it('[AP4] a change needs more than the cookie', async () => {
    const world = anApi()
    const cookie = cookieOf(await signIn(world))
    const request = postOf({})
    const headers = { host: HOST, cookie, ...request.headers }
    const blind = await world.api.request(`${ORIGIN}/api/v1/demo`, { ...request, headers })
    expect(blind.status).toBe(401)
    expect((await browse(world, '/api/v1/demo', { ...request, cookie })).status).toBe(404)
    expect((await world.send('/api/v1/demo', request)).status).toBe(404)
  })

  it('[AP8] fresh links are for the command line', async () => {
    const world = anApi()
    const { url } = await world.post('/api/v1/session/link', { schema: startLink })
    expect(url).toMatch(new RegExp(`^http://${HOST}/#code=[\\w-]{43}$`))
    expect((await signIn(world, url.split('=')[1])).status).toBe(201)
    const cookie = cookieOf(await signIn(world))
    expect((await browse(world, '/api/v1/session/link', { ...postOf({}), cookie })).status).toBe(403)
    expect(await world.get('/api/v1/session', session)).toMatchObject({ expiresAt: null })
  })

  it('[AP9] the oldest code and the oldest session give way', () => {
    const { sessions } = anApi()
    const first = sessions.issueCode()
    const codes = Array.from({ length: 20 }, sessions.issueCode)
    expect(sessions.exchange(first)).toBeUndefined()
    const oldest = sessions.exchange(codes[0] ?? '') ?? ''
    expect(sessions.find(oldest)).toBeDefined()
    for (let count = 0; count < 100; count += 1) sessions.exchange(sessions.issueCode())
    expect(sessions.find(oldest)).toBeUndefined()
  })
})
