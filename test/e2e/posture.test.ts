import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { aBrowser, settled } from '../support/browser.ts'
import { aCustomerDesk, openTaskOf, statusesOf } from '../support/customer-desk.ts'
import { aHome, startServer } from '../support/program.ts'
import { newStartLink } from '../support/server-api.ts'

it('[E2E9] a page on another port can neither read nor do anything, though the browser sends the cookie', async () => {
  await using desk = await aCustomerDesk()
  await using browser = await aBrowser()
  await using stranger = await aStranger()
  const task = await openTaskOf(desk.api, desk.runs[1])
  const before = await statusesOf(desk.api, desk.runs)
  const page = await browser.open()
  const link = await newStartLink(desk.api)
  await page.goto(link)
  await settled(page, 'Home')
  const { origin } = new URL(link)
  expect(await page.evaluate(fetching(`${origin}/api/v1/runs`, {}))).toBe('read')

  await page.goto(stranger.address)
  expect(stranger.cookies()).toContain(`workcharts-session-${desk.server.port}=`)
  const answer = `${origin}/api/v1/tasks/${task.id}/answer`
  const attempts = attemptsOn(`${origin}/api/v1`, answer)
  for (const { what, script } of attempts) expect([what, await page.evaluate(script)]).toEqual([what, 'refused'])
  await page.evaluate(framing(origin))
  await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/)
  const [submitted] = await Promise.all([page.waitForEvent('response'), page.evaluate(submitting(answer))])
  expect(submitted.status()).toBe(403)
  expect(await submitted.text()).toContain('origin-refused')

  expect(await statusesOf(desk.api, desk.runs)).toEqual(before)
  expect((await openTaskOf(desk.api, desk.runs[1])).id).toBe(task.id)
  process.stdout.write(`  ${attempts.length + 2} attempts from another port, all refused; the task is still open\n`)
})

it('[E2E9] a start link opens Home once; after that it leads to the page that says how to get another', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const reader = await browser.open()
  await reader.goto(server.link)
  await settled(reader, 'Home')
  expect(reader.url()).toBe(`http://127.0.0.1:${server.port}/`)

  const finder = await browser.open()
  await finder.goto(server.link)
  await settled(finder, 'This link does not open anything any more')
  await finder.getByText('workcharts open', { exact: true }).waitFor()
  await finder.goto(`http://127.0.0.1:${server.port}/inbox`)
  await settled(finder, 'This link does not open anything any more')
  process.stdout.write('  a used link leads to the page that says `workcharts open`\n')
})

interface Stranger extends AsyncDisposable {
  readonly address: string
  /** The cookies that browsers sent it. */
  readonly cookies: () => string
}

/** Another server on this machine, with an empty page. */
async function aStranger(): Promise<Stranger> {
  let cookies = ''
  const server = createServer(({ headers }, response) => {
    cookies += headers.cookie ?? ''
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Stranger</title><body>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    cookies: () => cookies,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Attempt {
  readonly what: string
  /** Run in the page; tells `read` or `refused`. */
  readonly script: string
}

function attemptsOn(api: string, answer: string): readonly Attempt[] {
  const decision = { method: 'POST', credentials: 'include', body: JSON.stringify(REJECT) }
  return [
    { what: 'read runs', script: fetching(`${api}/runs`, { credentials: 'include' }) },
    { what: 'read runs blindly', script: fetching(`${api}/runs`, { credentials: 'include', mode: 'no-cors' }) },
    { what: 'load runs as a script', script: loadingScript(`${api}/runs`) },
    { what: 'listen to the stream', script: listening(`${api}/stream`) },
    {
      what: 'decide with JSON',
      script: fetching(answer, { ...decision, headers: { 'content-type': 'application/json' } }),
    },
    { what: 'decide with plain text', script: fetching(answer, { ...decision, mode: 'no-cors' }) },
  ]
}

const REJECT = { answer: { type: 'reject', note: 'From = elsewhere.' }, version: 'any' }

function fetching(address: string, init: object): string {
  return `fetch(${JSON.stringify(address)}, ${JSON.stringify(init)}).then(() => 'read', () => 'refused')`
}

function loadingScript(address: string): string {
  return `new Promise((resolve) => {
    const element = document.createElement('script')
    element.onload = () => resolve('read')
    element.onerror = () => resolve('refused')
    element.src = ${JSON.stringify(address)}
    document.body.append(element)
  })`
}

function listening(address: string): string {
  return `new Promise((resolve) => {
    const source = new EventSource(${JSON.stringify(address)}, { withCredentials: true })
    source.onopen = () => resolve('read')
    source.onerror = () => resolve('refused')
  })`
}

function framing(address: string): string {
  return `document.body.append(Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(address)} }))`
}

/** What a form of another page can send without asking: a body that happens to be JSON. */
function submitting(address: string): string {
  const [name, value] = JSON.stringify(REJECT).split('=')
  return `(() => {
    const form = Object.assign(document.createElement('form'), { method: 'post', enctype: 'text/plain', action: ${JSON.stringify(address)} })
    form.append(Object.assign(document.createElement('input'), { name: ${JSON.stringify(name)}, value: ${JSON.stringify(value)} }))
    document.body.append(form)
    form.submit()
  })()`
}
