import { request } from 'node:https'
import { json } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { aBrowser, settled } from '../support/browser.ts'
import { aCertificate } from '../support/certificate.ts'
import { flawsOn } from '../support/flaws-on.ts'
import { invitationOf } from '../support/invitation.ts'
import { aMailServer } from '../support/mail-server.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { PASSWORD } from '../support/sign-in.ts'

/** Another address of this machine than the one that everything else listens on. */
const ADDRESS = '127.0.0.2'

it('[E2E122] people come in from elsewhere under TLS, and nothing of the local owner does', async () => {
  await using home = await aHome()
  const { certFile, keyFile, cert } = aCertificate([`IP:${ADDRESS}`])
  const refused = await type(home, 'start', '--no-browser', '--port', '0', '--share', '--address', ADDRESS)
  expect([refused.code, refused.out]).toEqual([2, ''])
  expect(refused.err).toContain('nothing was opened')

  const tls = ['--share', '--address', ADDRESS, '--tls-cert', certFile, '--tls-key', keyFile]
  let cookie = ''
  let port = 0
  {
    await using server = await startServer(home, 0, [...tls, '--share-port', '0', '--no-browser'])
    const secret = (await invitationOf(home)).split('#')[1] ?? ''
    port = portIn(server.heard())
    const ask = at({ port, cert })
    expect(await ask('GET', '/api/v1/home')).toMatchObject({ status: 401 })
    const code = new URL(server.link).hash.replace('#code=', '')
    expect(await ask('POST', '/api/v1/session', { body: { code } })).toMatchObject({ status: 401, cookie: '' })
    const joined = await ask('POST', '/api/v1/invitations/use', { body: { secret, password: PASSWORD } })
    expect([joined.status, joined.cookie]).toEqual([
      201,
      expect.stringMatching(/^__Host-.*HttpOnly; Secure; SameSite=Strict$/),
    ])
    cookie = joined.cookie.split(';')[0] ?? ''
    expect(await ask('GET', '/api/v1/session', { cookie })).toMatchObject({
      status: 200,
      body: { actor: { id: 'human:mei-lin' } },
    })
    await expect(fetch(`http://${ADDRESS}:${port}/`)).rejects.toThrow()
    await expect(fetch(`http://${ADDRESS}:${server.port}/`)).rejects.toThrow()
  }
  await using again = await startServer(home, 0, [...tls, '--share-port', String(port), '--no-browser'])
  const ask = at({ port, cert })
  expect(await ask('GET', '/api/v1/session', { cookie })).toMatchObject({ status: 200 })
  await type(home, 'people', 'remove', 'human:mei-lin')
  expect(await ask('GET', '/api/v1/session', { cookie })).toMatchObject({ status: 401 })
  process.stdout.write(
    `  signed in at https://${ADDRESS}:${port}, through a restart of port ${again.port}, out when removed\n`,
  )
})

it('[E2E123] is invited, chooses a password, and signs in with it and by a link', async () => {
  const post = await aMailServer()
  onTestFinished(post.close)
  process.env['WORKCHARTS_SMTP_URL'] = `smtp://127.0.0.1:${post.port}`
  process.env['WORKCHARTS_MAIL_FROM'] = 'charts@example.com'
  onTestFinished(() => {
    for (const name of ['WORKCHARTS_SMTP_URL', 'WORKCHARTS_MAIL_FROM']) delete process.env[name]
  })
  await using home = await aHome()
  await using server = await startServer(home, 0, ['--share', '--no-browser'])
  await using browser = await aBrowser()
  const page = await browser.open()
  await page.goto(await invitationOf(home))
  await settled(page, 'Welcome to WorkCharts')
  await expect.poll(() => page.url()).toMatch(/\/join$/)
  expect(await flawsOn(page, 'main')).toEqual([])
  await page.getByLabel('New password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await settled(page, 'Home')

  await signOut(page)
  await settled(page, 'Sign in to WorkCharts')
  expect(await flawsOn(page, 'main')).toEqual([])
  await page.getByLabel('E-mail address').fill('mei@example.com')
  await page.keyboard.press('Tab')
  await page.keyboard.type('not the password')
  await page.keyboard.press('Enter')
  await page.getByText('do not fit together').waitFor()
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await settled(page, 'Settings')

  await signOut(page)
  await page.goto(`http://127.0.0.1:${server.port}/sign-in`)
  await settled(page, 'Sign in to WorkCharts')
  await page.getByLabel('E-mail address').fill('mei@example.com')
  await page.getByRole('button', { name: 'Send me a link instead' }).click()
  await page.getByText('a link is on its way').waitFor()
  await expect.poll(() => post.received.length).toBe(1)
  const link = /http:\S+#[\w-]{43}/.exec(String(post.received[0]).replaceAll('=\r\n', ''))?.[0] ?? ''
  for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200)
  const other = await browser.open()
  await other.goto(link)
  await settled(other, 'Sign in to WorkCharts')
  await page.goto(link)
  await settled(page, 'Sign in to WorkCharts')
  await expect.poll(() => page.url()).toMatch(/\/sign-in\/link$/)
  expect(await flawsOn(page, 'main')).toEqual([])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await settled(page, 'Home')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.getByText('used before or is too old').waitFor()
  process.stdout.write('  invited, in by password, in by a link that two looks did not use up\n')
})

/** At 320 px, where `flawsOn` leaves the page. */
async function signOut(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await settled(page, 'Settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await settled(page, 'Sign in to WorkCharts')
}

function portIn(heard: string): number {
  return Number(/People sign in at: https:\/\/[\d.]+:(\d+)\/sign-in/.exec(heard)?.[1])
}

interface Asked {
  readonly body?: object
  readonly cookie?: string
}

interface Answered {
  readonly status: number | undefined
  readonly cookie: string
  readonly body: unknown
}

/** A browser that trusts the certificate, on a page of this address. */
function at({ port, cert }: { readonly port: number; readonly cert: string }) {
  const origin = `https://${ADDRESS}:${port}`
  return (method: 'GET' | 'POST', path: string, { body, cookie }: Asked = {}): Promise<Answered> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answered>()
    const known = cookie === undefined ? {} : { cookie }
    const headers = { origin, 'content-type': 'application/json', ...known }
    const asked = request(`${origin}${path}`, { method, ca: cert, headers }, async (response) => {
      const given = response.headers['set-cookie']?.[0] ?? ''
      resolve({ status: response.statusCode, cookie: given, body: await json(response) })
    })
    asked.on('error', reject)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
    return promise
  }
}
