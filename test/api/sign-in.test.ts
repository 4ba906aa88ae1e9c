import { describe, expect, it } from 'vitest'
import { PASSWORDS_PER_PERSON } from '../../src/adapters/sign-in/desk.ts'
import { accountList, auditLog, person } from '../../src/api/contract/people.ts'
import { invitation, waysIn } from '../../src/api/contract/sign-in.ts'
import { session } from '../../src/api/contract/system.ts'
import type { Site } from '../../src/api/posture/site.ts'
import { homeOf, sharedSite } from '../../src/api/posture/site.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, HOST, PORT, postOf, TOKEN } from '../support/http-world.ts'
import { PASSWORD, PATIENCE, sharedHouse } from '../support/sign-in.ts'

const HOME = 'https://charts.example.com'
const PLACE = { port: 443, names: ['charts.example.com', '192.0.2.7'], proxy: undefined }

describe('coming in', PATIENCE, () => {
  it('[AP200] nobody but the local owner signs in where nothing is shared', async () => {
    const world = anApi()
    expect(await world.get('/api/v1/sign-in', waysIn)).toEqual({ ways: [] })
    const proof = { email: 'mei@example.com', password: PASSWORD }
    const { id } = await addMei(world)
    for (const [path, body] of [
      ['/api/v1/sign-in', proof],
      ['/api/v1/sign-in/link/use', { secret: 'x' }],
      ['/api/v1/invitations/use', { secret: 'x', password: PASSWORD }],
      ['/api/v1/sign-in/link', { email: proof.email }],
      [`/api/v1/people/${id}/invitation`, {}],
    ] as const)
      expect(await world.refused(path, body)).toMatchObject({ status: 409, code: 'not-shared' })
  })

  it('[AP201] an invitation leads to the page, chooses a password and signs in', async () => {
    const { world, owner, secret, mei } = await invited()
    const response = await from(world, '/api/v1/invitations/use', { body: { secret, password: PASSWORD } })
    expect(response.status).toBe(201)
    expect(session.parse(await response.json())).toMatchObject({ actor: { id: mei }, roles: ['viewer'] })
    const cookie = cookieOf(response)
    const me = session.parse(await (await from(world, '/api/v1/session', { headers: { cookie } })).json())
    expect(me.actor.id).toBe(mei)
    expect((await from(world, '/api/v1/invitations/use', { body: { secret, password: PASSWORD } })).status).toBe(409)
    expect(await owner.refused('/api/v1/people/human:nobody/invitation', {})).toMatchObject({ code: 'person-unknown' })
  })

  it('[AP201] the link of an invitation holds its secret behind the #', async () => {
    const { url } = await invited()
    expect(url).toMatch(/^https:\/\/charts\.example\.com\/join#[\w-]{43}$/)
  })

  it('[AP202] a password signs in, however the address is written; a wrong one is refused', async () => {
    const { world } = await settled()
    expect(
      (await from(world, '/api/v1/sign-in', { body: { email: ' Mei@Example.COM ', password: PASSWORD } })).status,
    ).toBe(201)
    const wrong = await from(world, '/api/v1/sign-in', {
      body: { email: 'mei@example.com', password: 'not the password' },
    })
    const unknown = await from(world, '/api/v1/sign-in', { body: { email: 'nobody@example.com', password: PASSWORD } })
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([403, null])
    expect(await unknown.json()).toEqual(await wrong.json())
  })

  it('[AP203] a link is asked for with the same answer for everybody, and works once by POST alone', async () => {
    const { world, sent, flush } = await settled()
    const answers = []
    for (const email of ['mei@example.com', 'nobody@example.com']) {
      const asked = await from(world, '/api/v1/sign-in/link', { body: { email } })
      answers.push([asked.status, await asked.text()])
    }
    expect(answers[0]).toEqual(answers[1])
    await flush()
    const link = sent[0]?.link ?? ''
    expect([sent.length, link]).toEqual([1, expect.stringMatching(/^https:\/\/charts\.example\.com\/sign-in\/link#/)])
    const secret = link.split('#')[1] ?? ''
    for (const method of ['GET', 'HEAD']) {
      const path = `/api/v1/sign-in/link/use?secret=${secret}`
      expect((await world.api.request(`${HOME}${path}`, { method, headers: headersAt(HOME) })).ok).toBe(false)
    }
    expect((await from(world, '/api/v1/sign-in/link/use', { body: { secret } })).status).toBe(201)
    expect((await from(world, '/api/v1/sign-in/link/use', { body: { secret } })).status).toBe(409)
  })

  it('[AP203] without mail, the link is not offered', async () => {
    const { owner } = await sharedApi({ mail: 'none' })
    expect(await owner.get('/api/v1/sign-in', waysIn)).toEqual({ ways: ['password'] })
    const asked = await owner.refused('/api/v1/sign-in/link', { email: 'mei@example.com' })
    expect(asked).toMatchObject({ status: 409, code: 'not-shared' })
  })

  it('[AP204] too many tries are refused with the minutes to wait', async () => {
    const { world } = await settled()
    const guess = () => from(world, '/api/v1/sign-in', { body: { email: 'mei@example.com', password: 'a wild guess' } })
    await Promise.all(Array.from({ length: PASSWORDS_PER_PERSON.max }, guess))
    const response = await guess()
    expect([response.status, response.headers.get('retry-after')]).toEqual([
      429,
      expect.stringMatching(/^(900|8\d\d)$/),
    ])
    expect(await response.json()).toMatchObject({
      code: 'too-many-tries',
      detail: 'That was tried too often. Try again in 15 minutes.',
    })
  })

  it('[AP204] behind a proxy the address that it adds last is counted, elsewhere none that is sent', async () => {
    const proxied = await settled({ site: sharedSite({ ...PLACE, proxy: HOME }) })
    const direct = await settled()
    for (const [{ world }, status] of [
      [proxied, 403],
      [direct, 429],
    ] as const) {
      const guess = (n: number, client: string) =>
        from(world, '/api/v1/sign-in', {
          body: { email: `n${n}@example.com`, password: 'x' },
          headers: { 'x-forwarded-for': client },
        })
      await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n, '198.51.100.1, 192.0.2.1')))
      expect((await guess(31, '192.0.2.1, 192.0.2.2')).status).toBe(status)
      if (status === 403) expect((await guess(32, '192.0.2.3, 192.0.2.1')).status).toBe(429)
    }
  })
})

describe('staying in', PATIENCE, () => {
  it("[AP205] under TLS the cookie is Secure and this host's alone", async () => {
    const { response } = await settled()
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-workcharts-session-4600=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
  })

  it('[AP205] signing out ends the session, and `end-all` those of all browsers', async () => {
    const { world, cookie } = await settled()
    const second = cookieOf(
      await from(world, '/api/v1/sign-in', { body: { email: 'mei@example.com', password: PASSWORD } }),
    )
    const third = cookieOf(
      await from(world, '/api/v1/sign-in', { body: { email: 'mei@example.com', password: PASSWORD } }),
    )
    const left = await world.api.request(`${HOME}/api/v1/session`, {
      method: 'DELETE',
      body: '{}',
      headers: headersAt(HOME, { cookie }),
    })
    expect([left.status, left.headers.get('set-cookie')]).toEqual([200, expect.stringContaining('Max-Age=0')])
    expect([await statusFor(world, cookie), await statusFor(world, second)]).toEqual([401, 200])
    expect((await from(world, '/api/v1/session/end-all', { body: {}, headers: { cookie: second } })).status).toBe(200)
    expect([await statusFor(world, second), await statusFor(world, third)]).toEqual([401, 401])
  })

  it('[AP205] `end-all` of the local owner signs out the browsers of this machine', async () => {
    const { world } = await sharedApi({ site: undefined })
    const enter = () =>
      world.api.request(`http://${HOST}/api/v1/session`, {
        ...postOf({ code: world.sessions.issueCode() }),
        headers: headersAt(`http://${HOST}`),
      })
    const [one, two] = [cookieOf(await enter()), cookieOf(await enter())]
    const own = `http://${HOST}`
    expect([await statusFor(world, one, own), await statusFor(world, two, own)]).toEqual([200, 200])
    await from(world, '/api/v1/session/end-all', { body: {}, headers: { cookie: one }, origin: own })
    expect([await statusFor(world, one, own), await statusFor(world, two, own)]).toEqual([401, 401])
  })

  it('[AP206] whoever is removed is out at once, and stays out', async () => {
    const { world, cookie, mei } = await settled()
    const again = world.parts.sharing?.signIn.find(cookie.split('=')[1] ?? '')
    expect(await again).toBeDefined()
    await world.parts.people.remove(mei, 'human:owner' as ActorId)
    expect(await statusFor(world, cookie)).toBe(401)
    expect(
      (await from(world, '/api/v1/sign-in', { body: { email: 'mei@example.com', password: PASSWORD } })).status,
    ).toBe(403)
  })

  it('[AP206] removing somebody over the API takes what lets them in', async () => {
    const { world, cookie, mei } = await settled({ site: undefined })
    await world.post(`/api/v1/people/${mei}/remove`, { schema: person })
    expect(await world.parts.sharing?.signIn.find(cookie.split('=')[1] ?? '')).toBeUndefined()
    expect((await world.get('/api/v1/people/accounts', accountList)).people).toEqual([])
  })
})

describe('a listener for people from elsewhere', PATIENCE, () => {
  it('[AP207] answers to the shared names alone, and to pages of the same origin', async () => {
    const { world } = await settled()
    const ask = async (host: string, more: Record<string, string> = {}) =>
      (await world.api.request(`https://${host}/api/v1/sign-in`, { headers: { host, ...more } })).status
    expect(await ask('charts.example.com')).toBe(200)
    expect(await ask('192.0.2.7', { origin: 'https://192.0.2.7' })).toBe(200)
    expect(await ask('charts.example.com', { origin: HOME })).toBe(200)
    for (const host of [HOST, `localhost:${PORT}`, 'charts.example.com:8443', 'evil.example', '192.0.2.8'])
      expect([host, await ask(host)]).toEqual([host, 403])
    for (const origin of ['http://charts.example.com', 'https://192.0.2.7', 'https://evil.example', 'null'])
      expect([origin, await ask('charts.example.com', { origin })]).toEqual([origin, 403])
  })

  it('[AP207] behind a proxy the pages have its origin, whatever it calls the listener', async () => {
    const site = sharedSite({ port: 4781, names: ['127.0.0.1'], proxy: HOME })
    const { world } = await sharedApi({ site })
    const ask = async (host: string, origin: string) =>
      (await world.api.request(`http://${host}/api/v1/sign-in`, { headers: { host, origin } })).status
    expect(await ask('charts.example.com', HOME)).toBe(200)
    expect(await ask('127.0.0.1:4781', HOME)).toBe(200)
    expect(await ask('127.0.0.1:4781', 'http://127.0.0.1:4781')).toBe(403)
    expect(await ask('charts.example.com:4781', HOME)).toBe(403)
  })

  it('[AP207] links lead to the first shared name, with its port where that is not the usual one', () => {
    expect(homeOf(PLACE)).toBe(HOME)
    expect(homeOf({ ...PLACE, port: 4781 })).toBe('https://charts.example.com:4781')
    expect(homeOf({ ...PLACE, names: ['::1'], port: 4781 })).toBe('https://[::1]:4781')
    expect(homeOf({ ...PLACE, proxy: 'https://other.example' })).toBe('https://other.example')
  })

  it('[AP208] takes neither the start link nor the token nor the session of this machine', async () => {
    const { world } = await sharedApi()
    const code = world.sessions.issueCode()
    const traded = await from(world, '/api/v1/session', { body: { code } })
    expect([traded.status, traded.headers.get('set-cookie')]).toEqual([401, null])
    const secret = world.sessions.exchange(code) ?? ''
    expect(await statusFor(world, `__Host-workcharts-session-${PORT}=${secret}`)).toBe(401)
    expect((await from(world, '/api/v1/session', { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(401)
  })

  it('[AP209] a change with the cookie of a person but without `Origin` is refused', async () => {
    const { world, cookie } = await settled()
    const { origin: _, ...blind } = headersAt(HOME, { cookie })
    const response = await world.api.request(`${HOME}/api/v1/session/end-all`, {
      method: 'POST',
      body: '{}',
      headers: blind,
    })
    expect([response.status, await statusFor(world, cookie)]).toEqual([401, 200])
  })

  it('[AP209] what a person did is written down with their name', async () => {
    const { world, cookie, mei } = await settled({ roles: ['admin'] })
    await from(world, '/api/v1/people', { body: { name: 'Omar', email: 'omar@example.com' }, headers: { cookie } })
    const log = auditLog.parse(await (await from(world, '/api/v1/audit', { headers: { cookie } })).json())
    expect(log.entries[0]).toMatchObject({ actor: { id: mei }, action: 'POST /api/v1/people', status: 201 })
  })
})

interface SharedOptions {
  readonly site?: Site | undefined
  readonly mail?: 'kept' | 'none'
  readonly roles?: readonly string[]
}

/** The API at the listener for people from elsewhere, unless another is given. */
async function sharedApi(options: SharedOptions = {}) {
  const house = await sharedHouse(options.mail)
  const site = 'site' in options ? options.site : sharedSite(PLACE)
  const sharing = { signIn: house.signIn, home: HOME }
  const world = anApi({ parts: { site, sharing } })
  house.livesIn(world.parts.people)
  return { world, sent: house.sent, flush: house.flush, owner: anApi({ parts: { ...world.parts, site: undefined } }) }
}

async function addMei(world: ApiWorld, roles: readonly string[] = ['viewer']) {
  return await world.post('/api/v1/people', {
    body: { name: 'Mei Lin', email: 'mei@example.com', roles: [...roles] },
    schema: person,
  })
}

/** Mei, with an invitation that the local owner made. */
async function invited(options: SharedOptions = {}) {
  const shared = await sharedApi(options)
  const mei = (await addMei(shared.owner, options.roles)).id as ActorId
  const { url, expiresAt } = await shared.owner.post(`/api/v1/people/${mei}/invitation`, { schema: invitation })
  expect(Date.parse(expiresAt)).toBeGreaterThan(addMs(shared.world.parts.clock.now(), 6 * 24 * 3_600_000))
  return { ...shared, mei, url, secret: url.split('#')[1] ?? '' }
}

/** Mei has a password and is signed in. */
async function settled(options: SharedOptions = {}) {
  const { secret, ...shared } = await invited(options)
  const at = 'site' in options && options.site === undefined ? `http://${HOST}` : HOME
  const response = await from(shared.world, '/api/v1/invitations/use', {
    body: { secret, password: PASSWORD },
    origin: at,
  })
  expect(response.status).toBe(201)
  return { ...shared, response, cookie: cookieOf(response) }
}

function headersAt(origin: string, more: Record<string, string> = {}): Record<string, string> {
  return { host: new URL(origin).host, origin, 'content-type': 'application/json', ...more }
}

interface Asked {
  readonly body?: Json
  readonly headers?: Record<string, string>
  readonly origin?: string
}

/** A browser on a page of the house. */
async function from(world: ApiWorld, path: string, { body, headers = {}, origin = HOME }: Asked): Promise<Response> {
  const change = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  return await world.api.request(`${origin}${path}`, { ...change, headers: headersAt(origin, headers) })
}

async function statusFor(world: ApiWorld, cookie: string, origin = HOME): Promise<number> {
  return (await from(world, '/api/v1/session', { headers: { cookie }, origin })).status
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}
