import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from 'vitest'
import { aBrowser } from '../support/browser.ts'
import { newStartLink } from '../support/server-api.ts'
import type { Undecided } from '../support/undecided.ts'
import { anUndecided } from '../support/undecided.ts'
import { whatCounts } from '../support/what-counts.ts'

const undecided: Undecided = await anUndecided()
const { server, api, task, decision } = undecided

afterAll(() => undecided[Symbol.asyncDispose]())

it('[E2E125] under no other name is anything told or done, though the session is right', async () => {
  const own = `127.0.0.1:${server.port}`
  const cookie = await sessionCookie()
  const before = await whatCounts(api, task.run)
  const hosts = [...namesAt(server.port), '']
  const requests = hosts.flatMap((host) => questionsAs([`Host: ${host}`, `Origin: http://${host}`, cookie]))
  const twice = questionsAs([`Host: evil.example`, `Host: ${own}`, cookie])
  const forwarded = questionsAs([`Host: evil.example`, `X-Forwarded-Host: ${own}`, `Forwarded: host=${own}`, cookie])
  const none = questionsAs([cookie])
  const all = [...requests, ...twice, ...forwarded, ...none]
  for (const request of all) {
    const { status, body } = await ask(request)
    expect([request, status]).toEqual([request, expect.stringMatching(/^40[03]$/)])
    expect(body).not.toContain('sign-off')
  }
  expect(await whatCounts(api, task.run)).toEqual(before)
  const [right = ''] = questionsAs([`Host: ${own}`, `Origin: http://${own}`, cookie])
  expect(await ask(right)).toEqual({ status: '200', body: expect.stringContaining('sign-off') })
  process.stdout.write(
    `  ${all.length} requests under ${hosts.length} other names, two at once and none: all refused\n`,
  )
})

it('[E2E125] a page whose name comes to lead here reads refusals alone', async () => {
  await using browser = await aBrowser('--host-resolver-rules=MAP rebound.example 127.0.0.1')
  const page = await browser.open()
  const origin = `http://rebound.example:${server.port}`
  // Even the page is a refusal: from one that came from elsewhere, Chromium lets nobody ask this machine without asking.
  expect((await page.goto(`${origin}/`))?.status()).toBe(403)
  const before = await whatCounts(api, task.run)
  const sent = JSON.stringify({ method: 'POST', headers: { 'content-type': 'application/json' }, body: decision })
  for (const asked of [
    `'/api/v1/runs'`,
    `'/api/v1/tasks/${task.id}'`,
    `'/inbox'`,
    `'/api/v1/session', { method: 'POST' }`,
    `'/api/v1/tasks/${task.id}/answer', ${sent}`,
    `'/api/v1/workflows/sign-off/runs', { method: 'POST', body: '{"each":[{"inputs":{}}]}' }`,
  ])
    expect([asked, await page.evaluate(`fetch(${asked}).then((answer) => answer.json())`)]).toEqual([
      asked,
      expect.objectContaining({ status: 403, code: 'host-refused' }),
    ])
  expect(await page.evaluate(LISTENING)).toBe('closed')
  expect((await page.goto(`${origin}/inbox/${task.id}`))?.status()).toBe(403)
  expect(await whatCounts(api, task.run)).toEqual(before)
})

const LISTENING = `new Promise((resolve) => {
  const source = new EventSource('/api/v1/stream')
  source.onopen = () => resolve('open')
  source.onerror = () => resolve('closed')
})`

/** What this machine could be called by a page that means it. */
function namesAt(port: number): readonly string[] {
  const withPort = ['evil.example', '127.0.0.1.nip.io', 'localhost.', 'localhost.evil.example', '[::1]', '0.0.0.0']
  const numbers = ['127.1', '2130706433', '0x7f.0.0.1', '127.0.0.2', '[::ffff:127.0.0.1]', `127.0.0.1:${port}@evil`]
  return [
    ...[...withPort, ...numbers].map((name) => `${name}:${port}`),
    ...['evil.example', '127.0.0.1', 'localhost', '127.0.0.1:1', `127.0.0.1:${port}.evil.example`],
  ]
}

/** A list, in both ways of asking for one, and a decision. */
function questionsAs(headers: readonly string[]): readonly string[] {
  const head = [...headers, 'Connection: close'].join('\r\n')
  const own = `http://127.0.0.1:${server.port}`
  const typed = `Content-Type: application/json\r\nContent-Length: ${decision.length}`
  return [
    `GET /api/v1/runs HTTP/1.1\r\n${head}\r\n\r\n`,
    `GET ${own}/api/v1/runs HTTP/1.1\r\n${head}\r\n\r\n`,
    `POST /api/v1/tasks/${task.id}/answer HTTP/1.1\r\n${head}\r\n${typed}\r\n\r\n${decision}`,
  ]
}

async function ask(request: string): Promise<{ readonly status: string; readonly body: string }> {
  const socket = connect(server.port, '127.0.0.1')
  socket.end(request)
  const said = await text(socket)
  return { status: said.slice('HTTP/1.1 '.length).slice(0, 3), body: said }
}

/** Of the local owner, who may do everything. */
async function sessionCookie(): Promise<string> {
  const link = new URL(await newStartLink(api))
  const response = await fetch(`${link.origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: link.origin },
    body: JSON.stringify({ code: link.hash.replace('#code=', '') }),
  })
  return `Cookie: ${response.headers.get('set-cookie')?.split(';')[0]}`
}
