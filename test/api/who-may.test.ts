import { describe, expect, it } from 'vitest'
import { auditLog, madeToken, person } from '../../src/api/contract/people.ts'
import { ROUTE_RIGHTS, WITHIN_VENTURES } from '../../src/api/rights.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import { roleFor } from '../../src/core/people/right.ts'
import type { Role } from '../../src/core/people/role.ts'
import { ROLES } from '../../src/core/people/role.ts'
import type { Scope } from '../../src/core/people/scope.ts'
import { isWithin, SCOPES } from '../../src/core/people/scope.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import { SYSTEM_CLOCK } from '../support/engine.ts'
import { bearer, personIn, tokenOf } from '../support/house.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, postOf } from '../support/http-world.ts'

type Route = keyof typeof ROUTE_RIGHTS
const ROUTES = Object.keys(ROUTE_RIGHTS) as Route[]
const OWNER = 'human:owner' as ActorId

describe('what routes ask for', () => {
  it('[AP230] every route stands in the table, and nothing else does', async () => {
    const { paths } = (await (await anApi().send('/api/v1/openapi.json')).json()) as { paths: Record<string, object> }
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const all = [...told, 'GET /api/v1/openapi.json'].toSorted()
    expect([...ROUTES].toSorted()).toEqual(all)
    expect(routesOf(anApi()).filter((route) => !ROUTES.some((known) => honoPath(known) === route))).toEqual([])
  })

  it('[AP230] what is in no table is closed, also to the local owner', async () => {
    expect(await anApi().refused('/api/v1/nowhere')).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('[AP231] each route answers each identity as the table says', async () => {
    const world = anApi()
    const identities = await identitiesIn(world)
    const wrong: string[] = []
    for (const route of ROUTES) {
      for (const identity of identities) {
        const got = await outcomeOf(await world.send(pathOf(route), requestOf(route, identity.headers)))
        const wanted = outcomeFor(route, identity)
        if (got !== wanted) wrong.push(`${identity.name}: ${route}: ${got} instead of ${wanted}`)
      }
    }
    expect(wrong).toEqual([])
    expect(identities).toHaveLength(1 + ROLES.length + 1 + SCOPES.length + 1 + 1 + 2)
  }, 60_000)

  it('[AP231] a refusal names the roles that allow it', async () => {
    const world = anApi()
    const { headers } = await tokenHeaders(world, await aPerson(world, ['viewer']))
    const order = postOf({})
    const response = await world.send('/api/v1/people', { ...order, headers: { ...order.headers, ...headers } })
    const refusal = await response.json()
    expect(refusal).toMatchObject({ code: 'not-allowed', detail: expect.stringContaining('the role Admin,') })
  })

  it('[AP232] writes down what was asked for, as whom, and what came of it, and not what was looked at', async () => {
    const world = anApi()
    const order = { name: 'Mei Lin', email: 'mei@example.com', roles: ['approver'] }
    const { id: mei } = await world.post('/api/v1/people', { body: order, schema: person })
    const { headers } = await tokenHeaders(world, mei as ActorId)
    await world.send('/api/v1/people', { headers })
    await world.send('/api/v1/tasks/none/claim', { ...postOf({}), headers: { ...postOf({}).headers, ...headers } })
    await world.send('/api/v1/tasks/none/effect', { ...postOf({}), headers: { ...postOf({}).headers, ...headers } })
    await world.send('/api/v1/demo', { ...postOf({}), headers: { ...postOf({}).headers, ...headers } })
    await world.send('/api/v1/demo', { method: 'POST', body: 'no', headers })
    const { entries } = await world.get('/api/v1/audit', auditLog)
    expect(entries.map(({ actor, role, action, status }) => [actor.id, role, action, status])).toEqual([
      [mei, null, 'POST /api/v1/demo', 415],
      [mei, null, 'POST /api/v1/demo', 403],
      [mei, 'approver', 'POST /api/v1/tasks/none/claim', 404],
      [OWNER, 'admin', 'POST /api/v1/people', 201],
    ])
  })
})

/** Every route that does something, as the router has it: the doors of `/api/v1/skills` let nobody in (AP15). */
function routesOf({ api }: ApiWorld): readonly string[] {
  return api.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && !path.includes('*'))
    .filter(({ path }) => path !== '/api/v1/skills')
    .map(({ method, path }) => `${method} ${path}`)
}

interface Identity {
  readonly name: string
  readonly headers: Record<string, string>
  readonly roles: readonly Role[] | null
  readonly scopes: readonly Scope[]
  readonly isLimited?: true
}

async function identitiesIn(world: ApiWorld): Promise<readonly Identity[]> {
  const people = await Promise.all(
    [...ROLES.map((role) => [role]), []].map(async (roles) => {
      const { headers } = await tokenHeaders(world, await aPerson(world, roles))
      return { name: roles.join() || 'no role', headers, roles, scopes: SCOPES }
    }),
  )
  const holder = await aPerson(world, [...ROLES])
  const narrow = await Promise.all(
    SCOPES.map(async (scope) => {
      const { headers } = await tokenHeaders(world, holder, [scope])
      return { name: `scope ${scope}`, headers, roles: ROLES, scopes: [scope] }
    }),
  )
  const limited = (await tokenHeaders(world, await aPerson(world, [...ROLES], ['elsewhere']))).headers
  const gone = await aPerson(world, [...ROLES])
  const { headers: left } = await tokenHeaders(world, gone)
  await world.parts.people.remove(gone, OWNER)
  return [
    { name: 'stranger', headers: { authorization: '' }, roles: null, scopes: [] },
    ...people,
    ...narrow,
    { name: 'other venture', headers: limited, roles: ROLES, scopes: SCOPES, isLimited: true },
    { name: 'removed', headers: left, roles: null, scopes: [] },
    { name: 'expired', headers: await expiredHeaders(world, holder), roles: null, scopes: [] },
    { name: 'made up', headers: { authorization: 'Bearer wct_nothing' }, roles: null, scopes: [] },
  ]
}

async function aPerson(world: ApiWorld, roles: readonly Role[], ventures: string[] | null = null): Promise<ActorId> {
  return await personIn(world.parts, { roles, ventures })
}

async function tokenHeaders(world: ApiWorld, holder: ActorId, scopes: readonly Scope[] = SCOPES) {
  return { headers: bearer(await tokenOf(world.parts, holder, scopes)) }
}

async function expiredHeaders(world: ApiWorld, holder: ActorId): Promise<Record<string, string>> {
  const { row, secret } = await tokenOf(world.parts, holder)
  await world.engine.write({ token: { ...row, revision: 2, expiresAt: addMs(SYSTEM_CLOCK.now(), -1) } })
  return bearer({ secret })
}

function pathOf(route: Route): string {
  return route.slice(route.indexOf(' ') + 1).replaceAll(/\{\w+\}/g, 'none')
}

function requestOf(route: Route, headers: Record<string, string>): RequestInit {
  const method = route.slice(0, route.indexOf(' '))
  return method === 'GET'
    ? { headers }
    : { method, headers: { ...headers, 'content-type': 'application/json' }, body: '{}' }
}

type Outcome = 'in' | 'unknown' | 'refused'

async function outcomeOf(response: Response): Promise<Outcome> {
  const { status } = response
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
  if (isStream) await response.body?.cancel()
  const code = isStream || status < 400 ? undefined : ((await response.json()) as { code: string }).code
  if (code === 'not-signed-in') return 'unknown'
  return code === 'not-allowed' && status === 403 ? 'refused' : 'in'
}

function outcomeFor(route: Route, { roles, scopes, isLimited }: Identity): Outcome {
  const right = ROUTE_RIGHTS[route]
  if (right === 'anyone') return 'in'
  if (roles === null) return 'unknown'
  if (isLimited === true && !WITHIN_VENTURES.has(route)) return 'refused'
  return roleFor(right, roles) !== undefined && isWithin(right, scopes) ? 'in' : 'refused'
}

describe('people', () => {
  it('[AP233] are added with all that does not fit told at once', async () => {
    const refusal = await anApi().refused('/api/v1/people', {
      name: ' ',
      email: 'mei',
      roles: ['viewer'],
      teams: ['Support', 'anyone'],
      ventures: ['a b'],
    })
    expect(refusal).toMatchObject({ status: 422, code: 'person-invalid' })
    expect(refusal.errors.map(({ pointer }) => pointer)).toEqual(['/name', '/email', '/teams', '/ventures', '/teams'])
  })

  it('[AP233] get a reference of their own that never was somebody else’s or a team’s', async () => {
    const { people } = anApi().parts
    const order = { roles: [], teams: ['mei-lin-2'], ventures: null, by: OWNER }
    const add = async (email: string, name = 'Mei Lin') => {
      const added = await people.add({ ...order, name, email })
      return added.ok ? added.value.id : added.error
    }
    expect(await add('a@example.com')).toBe('human:mei-lin')
    expect(await add('b@example.com')).toBe('human:mei-lin-3')
    expect(await add(' A@Example.com ')).toMatchObject({ code: 'email-taken', by: 'Mei Lin' })
    await people.remove('human:mei-lin' as ActorId, OWNER)
    expect(await add('a@example.com')).toBe('human:mei-lin-4')
    expect(await add('c@example.com', '李')).toBe('human:person')
    expect(await add('d@example.com', 'Owner')).toBe('human:owner-2')
  })

  it('[AP233] do not get an address twice that two ask for at once', async () => {
    const { people } = anApi().parts
    const order = { email: 'a@example.com', roles: [], teams: [], ventures: null, by: OWNER }
    const added = await Promise.all(['Mei', 'Tom', 'Lena'].map((name) => people.add({ ...order, name })))
    expect(added.map(({ ok }) => ok)).toEqual([true, false, false])
  })

  it('[AP234] that are removed may do nothing from the next request on', async () => {
    const world = anApi()
    const mei = await aPerson(world, ['viewer'])
    const { headers } = await tokenHeaders(world, mei)
    expect((await world.send('/api/v1/home', { headers })).status).toBe(200)
    await world.send(`/api/v1/people/${encodeURIComponent(mei)}/remove`, postOf({}))
    expect((await world.send('/api/v1/home', { headers })).status).toBe(401)
    expect(await world.refused(`/api/v1/people/${encodeURIComponent(mei)}`, { roles: ['admin'] })).toMatchObject({
      code: 'person-unknown',
    })
  })

  it('[AP233] are changed in what is named, and nothing else', async () => {
    const world = anApi()
    const mei = await aPerson(world, ['viewer'])
    const path = `/api/v1/people/${encodeURIComponent(mei)}`
    const changed = await (
      await world.send(path, postOf({ ventures: ['north'], teams: ['support', 'support'] }))
    ).json()
    expect(changed).toMatchObject({
      id: mei,
      name: 'Mei Lin',
      roles: ['viewer'],
      ventures: ['north'],
      teams: ['support'],
    })
    const back = await (await world.send(path, postOf({ ventures: null, roles: ['approver'] }))).json()
    expect(back).toMatchObject({ ventures: null, roles: ['approver'], teams: ['support'] })
    const other = await aPerson(world, [])
    const taken = { email: (await world.store.findPerson(mei))?.email ?? '' }
    expect(await world.refused(`/api/v1/people/${encodeURIComponent(other)}`, taken)).toMatchObject({
      code: 'email-taken',
    })
  })
})

describe('tokens', () => {
  it('[AP235] are told once, kept as a hash, and taken back', async () => {
    const world = anApi()
    const body = { name: 'Nightly import', scopes: ['read'] }
    const { token, secret } = await world.post('/api/v1/tokens', { body, schema: madeToken })
    expect(secret).toMatch(/^wct_[\w-]{43}$/)
    expect(JSON.stringify(await world.store.findToken(token.id))).not.toContain(secret)
    const headers = { authorization: `Bearer ${secret}` }
    expect((await world.send('/api/v1/home', { headers })).status).toBe(200)
    expect((await world.send(`/api/v1/tokens/${token.id}/end`, postOf({}))).status).toBe(200)
    expect((await world.send(`/api/v1/tokens/${token.id}/end`, postOf({}))).status).toBe(404)
    expect((await world.send('/api/v1/home', { headers })).status).toBe(401)
  })

  it('[AP235] make no tokens, and those for services are made by whoever manages people and decide nothing', async () => {
    const world = anApi()
    const asService = { name: 'Shop', scopes: ['operate'], service: 'shop' }
    const { secret, token } = await world.post('/api/v1/tokens', { body: asService, schema: madeToken })
    expect(token.holder.id).toBe('service:shop')
    expect(await world.refused('/api/v1/tokens', { ...asService, scopes: ['decide'] })).toMatchObject({
      code: 'token-decides',
    })
    const order = postOf({ name: 'More', scopes: ['read'] })
    const headers = { ...order.headers, ...bearer({ secret }) }
    expect((await world.send('/api/v1/tokens', { ...order, headers })).status).toBe(403)
    expect((await world.send('/api/v1/demo', { ...postOf({}), headers })).status).toBe(404)
  })

  it('[AP236] are seen and taken back by their holder, and by whoever manages people', async () => {
    const world = anApi()
    const [mei, tom] = [await aPerson(world, ['viewer']), await aPerson(world, ['viewer'])]
    const [hers, his] = [await tokenHeaders(world, mei), await tokenHeaders(world, tom)]
    const listed = async (headers: Record<string, string> = {}) =>
      ((await (await world.send('/api/v1/tokens', { headers })).json()) as { tokens: { id: string }[] }).tokens
    expect(await listed(hers.headers)).toHaveLength(1)
    expect(await listed()).toHaveLength(2)
    const [his1] = await listed(his.headers)
    const end = { ...postOf({}), headers: { ...postOf({}).headers, ...hers.headers } }
    expect((await world.send(`/api/v1/tokens/${his1?.id}/end`, end)).status).toBe(404)
    expect((await world.send(`/api/v1/tokens/${his1?.id}/end`, postOf({}))).status).toBe(200)
  })
})

/** As the router spells it. */
function honoPath(route: string): string {
  return route.replaceAll(/\{(\w+)\}/g, ':$1')
}
