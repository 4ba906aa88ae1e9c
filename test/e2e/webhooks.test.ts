import { mkdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { madeWebhook } from '../../src/api/contract/webhooks.ts'
import { deliverThroughKills } from '../faults/webhook-kills/deliver-through-kills.ts'
import { ORDERS } from '../support/listening.ts'
import { aHome, startServer, type } from '../support/program.ts'
import { signDelivery } from '../support/sign-delivery.ts'

it('[E2E119] webhooks are taken at a port of their own, under any name, and nothing else answers there', async () => {
  await using home = await aHome()
  const workflows = join(home.folder, 'collections/default/workflows')
  await mkdir(workflows, { recursive: true })
  await writeFile(join(workflows, 'orders.yaml'), ORDERS)
  expect((await type(home, 'workflow', 'publish', 'orders')).code).toBe(0)
  await using server = await startServer(home, 0, ['--webhook-port', '0'])
  await expect.poll(() => server.heard()).toMatch(/nothing else: http:/)
  const port = Number(/:(\d+)\/hooks\//.exec(server.heard())?.[1])
  const made = await type(home, 'triggers', 'webhook', 'create', 'placed', '--json')
  const { path, secret } = madeWebhook.parse(JSON.parse(made.out).data)
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const { body, signature } = await signDelivery(secret, { id: 'msg_1', timestamp, body: '{"order":"o-7","amount":1}' })
  const signed = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': signature }
  const headers = { ...signed, host: 'hooks.example.com', 'content-type': 'application/json' }
  const deliver = (at: number, to = path) => statusOf({ port: at, path: to, method: 'POST', headers }, body)
  expect(await deliver(port)).toBe(202)
  expect(await deliver(port)).toBe(200)
  expect(await deliver(server.port)).toBe(403)
  for (const other of ['/', '/api/v1/health', '/api/v1/events', '/hooks/', '/index.html'])
    expect([other, await deliver(port, other)]).toEqual([other, 404])
  expect(await statusOf({ port, path: '/', method: 'GET' }, '')).toBe(404)
  expect(await statusOf({ port, path, method: 'GET' }, '')).toBe(405)
  const runs = JSON.parse((await type(home, 'runs', 'list', '--json')).out)
  expect(runs.data.runs).toHaveLength(1)
})

it('[E2E120] a sender that tries again gets one run for each delivery, however often the server is killed', async () => {
  const weathered = await deliverThroughKills({ kills: 3, killEveryMs: 3_000, perSecond: 30 })
  console.log(
    `${weathered.delivered} deliveries, ${weathered.again} sent again: p50 ${weathered.p50} ms, p99 ${weathered.p99} ms.`,
  )
  expect(weathered.violations).toEqual([])
  expect(weathered.again).toBeGreaterThan(0)
}, 120_000)

/** Names of hosts can not be chosen with `fetch`. */
function statusOf(
  options: {
    readonly port: number
    readonly path: string
    readonly method: string
    readonly headers?: Record<string, string>
  },
  body: string,
): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  const asked = request({ host: '127.0.0.1', ...options }, (response) => {
    response.resume().once('end', () => resolve(response.statusCode))
  })
  asked.once('error', reject)
  asked.end(body)
  return promise
}
