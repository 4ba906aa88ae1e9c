import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SESSIONS_MAX } from '../../../src/adapters/sign-in/session-rows.ts'
import { err, ok } from '../../../src/core/basics/result.ts'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { ActorId } from '../../../src/core/run/ids.ts'
import type { SignIn } from '../../../src/engine/sign-in.ts'
import { LINK_MS, SESSION_IDLE_MS, SESSION_MS } from '../../../src/engine/sign-in.ts'
import { aSignIn, linkFor, MEI, OMAR, PAGE, PASSWORD, PATIENCE, passwordOf, settledIn } from '../../support/sign-in.ts'

describe('a link', PATIENCE, () => {
  it('[SI5] signs in once, within 10 minutes', async () => {
    const world = await aSignIn()
    const [first, second] = [await linkFor(world), await linkFor(world, OMAR.email)]
    world.clock.set(addMs(world.clock.now(), LINK_MS))
    const entered = await world.signIn.enter({ type: 'link', secret: first })
    expect(entered).toEqual(ok(expect.objectContaining({ person: MEI.id })))
    expect(await world.signIn.enter({ type: 'link', secret: first })).toEqual(err({ code: 'sign-in-link-over' }))
    world.clock.set(addMs(world.clock.now(), 1))
    expect(await world.signIn.enter({ type: 'link', secret: second })).toEqual(err({ code: 'sign-in-link-over' }))
    const wrongKind = { type: 'link', secret: await world.signIn.invite(MEI) } as const
    expect(await world.signIn.enter(wrongKind)).toEqual(err({ code: 'sign-in-link-over' }))
  })

  it('[SI5] lets one in of twenty that use it at the same time, and voids the others of its person', async () => {
    const world = await aSignIn()
    const [other, secret] = [await linkFor(world), await linkFor(world)]
    const entered = await Promise.all(Array.from({ length: 20 }, () => world.signIn.enter({ type: 'link', secret })))
    expect(entered.filter(({ ok: isIn }) => isIn)).toHaveLength(1)
    expect(await world.signIn.enter({ type: 'link', secret: other })).toEqual(err({ code: 'sign-in-link-over' }))
  })

  it('[SI6] is sent only to whoever has the address; the answer is the same', async () => {
    const { signIn, sent } = await aSignIn()
    const ask = (email: string) => signIn.sendLink?.({ email, from: '192.0.2.1', page: PAGE })
    expect([await ask('nobody@example.com'), await ask(MEI.email)]).toEqual([ok(null), ok(null)])
    expect(sent).toEqual([])
    await signIn.close()
    expect(sent).toEqual([
      { to: MEI.email, link: expect.stringMatching(/^https:\/\/charts\.example\.com\/sign-in\/link#[\w-]{43}$/) },
    ])
  })

  it('[SI6] that can not be sent is reported, and the answer stays the same', async () => {
    const { signIn, problems } = await aSignIn({
      sendSignInLink: async () => {
        throw new Error('The post is closed.')
      },
    })
    expect(await signIn.sendLink?.({ email: MEI.email, from: '192.0.2.1', page: PAGE })).toEqual(ok(null))
    await signIn.close()
    expect(problems).toEqual([new Error('The post is closed.')])
  })

  it('[SI6] can not be asked for where no mail is set up', async () => {
    expect((await aSignIn({ sendSignInLink: undefined })).signIn.sendLink).toBeUndefined()
  })
})

describe('a session', PATIENCE, () => {
  it('[SI8] ends after 12 hours without use', async () => {
    const { signIn, clock } = await aSignIn()
    const { secret, expiresAt } = await settledIn(signIn)
    expect(expiresAt).toBe(addMs(clock.now(), SESSION_IDLE_MS))
    clock.set(addMs(clock.now(), SESSION_IDLE_MS))
    expect(await signIn.find(secret)).toEqual({ person: MEI.id, expiresAt: addMs(clock.now(), SESSION_IDLE_MS) })
    clock.set(addMs(clock.now(), SESSION_IDLE_MS + 1))
    expect(await signIn.find(secret)).toBeUndefined()
    clock.set(addMs(clock.now(), -SESSION_IDLE_MS))
    expect(await signIn.find(secret)).toBeUndefined()
  })

  it('[SI8] ends after 7 days in any case', async () => {
    const { signIn, clock } = await aSignIn()
    const { secret } = await settledIn(signIn)
    const end = addMs(clock.now(), SESSION_MS)
    while (clock.now() < end) {
      expect(await signIn.find(secret)).toBeDefined()
      clock.set(addMs(clock.now(), SESSION_IDLE_MS))
    }
    expect(await signIn.find(secret)).toEqual({ person: MEI.id, expiresAt: end })
    clock.set(addMs(end, 1))
    expect(await signIn.find(secret)).toBeUndefined()
  })

  it('[SI8] survives a restart; signing out ends it, and it alone', async () => {
    const { signIn, reopened } = await aSignIn()
    const [here, there] = [await settledIn(signIn), await signedIn(signIn)]
    await signIn.close()
    const again = await reopened()
    expect(await again.find(here.secret)).toMatchObject({ person: MEI.id })
    await again.end({ type: 'one', secret: here.secret })
    expect([await again.find(here.secret), await again.find(there.secret)]).toEqual([undefined, expect.anything()])
    await again.close()
  })

  it("[SI8] ends with all others of its person, and with nobody else's", async () => {
    const { signIn } = await aSignIn()
    const [mei, omar] = [await settledIn(signIn), await settledIn(signIn, OMAR)]
    const second = await signedIn(signIn)
    await signIn.end({ type: 'everywhere', person: MEI.id })
    expect([await signIn.find(mei.secret), await signIn.find(second.secret)]).toEqual([undefined, undefined])
    expect(await signIn.find(omar.secret)).toBeDefined()
    expect(await signIn.enter(passwordOf(MEI.email))).toMatchObject({ ok: true })
  })

  it('[SI9] nothing of whoever is removed lets anybody in', async () => {
    const world = await aSignIn()
    const { signIn } = world
    const [session, link] = [await settledIn(signIn), await linkFor(world)]
    const invitation = await signIn.invite(MEI)
    await signIn.end({ type: 'for-good', person: MEI.id })
    expect(await signIn.find(session.secret)).toBeUndefined()
    expect(await signIn.enter({ type: 'link', secret: link })).toMatchObject({ ok: false })
    expect(await signIn.enter({ type: 'invitation', secret: invitation, password: PASSWORD })).toMatchObject({
      ok: false,
    })
    expect(await signIn.enter(passwordOf(MEI.email))).toMatchObject({ ok: false })
    await signIn.end({ type: 'for-good', person: 'human:stranger' as ActorId })
  })

  it('[SI13] gives way to newer ones of its person', async () => {
    const { signIn, clock } = await aSignIn()
    const first = await settledIn(signIn)
    for (let n = 1; n <= SESSIONS_MAX; n += 1) {
      clock.set(addMs(clock.now(), 1_000))
      expect(await signIn.find(first.secret)).toBeDefined()
      await signedIn(signIn)
    }
    expect(await signIn.find(first.secret)).toBeUndefined()
  })
})

describe('the database', PATIENCE, () => {
  it("[SI3][SI10][SI11] holds no secret and no password in clear, and is its owner's alone", async () => {
    const world = await aSignIn()
    const { signIn, folder } = world
    const secrets = [(await settledIn(signIn)).secret, await linkFor(world), await signIn.invite(OMAR), PASSWORD]
    const files = readdirSync(folder).filter((name) => name.startsWith('sign-in.db'))
    expect(files).toContain('sign-in.db')
    for (const file of files) expect(statSync(join(folder, file)).mode & 0o077).toBe(0)
    const kept = files.map((file) => readFileSync(join(folder, file), 'latin1')).join('')
    expect(kept).toContain('human:mei')
    for (const secret of secrets) expect(kept).not.toContain(secret)
    await signIn.close()
  })

  it('[SI12] sends nothing anywhere, whatever the environment says', async () => {
    let asked = 0
    const collector = createServer((_, response) => {
      asked += 1
      response.end()
    }).listen(0, '127.0.0.1')
    await once(collector, 'listening')
    process.env['BETTER_AUTH_TELEMETRY'] = '1'
    process.env['BETTER_AUTH_TELEMETRY_ENDPOINT'] = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`
    process.env['TEST'] = 'false'
    const { signIn } = await aSignIn({ environment: process.env })
    await settledIn(signIn)
    await signIn.close()
    expect([asked, process.env['BETTER_AUTH_TELEMETRY']]).toEqual([0, undefined])
    collector.close()
  })
})

async function signedIn(signIn: SignIn) {
  const session = await signIn.enter(passwordOf(MEI.email))
  if (!session.ok) throw new Error(session.error.code)
  return session.value
}
