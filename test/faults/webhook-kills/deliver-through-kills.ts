import { mkdir, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { madeWebhook } from '../../../src/api/contract/webhooks.ts'
import { ORDERS } from '../../support/listening.ts'
import type { Home, Server } from '../../support/program.ts'
import { aHome, startServer, type } from '../../support/program.ts'
import { signDelivery } from '../../support/sign-delivery.ts'

export interface Storm {
  readonly kills: number
  readonly killEveryMs: number
  readonly perSecond: number
}

export interface Weathered {
  readonly violations: readonly string[]
  readonly delivered: number
  /** Deliveries that had to be sent again, because the server was gone. */
  readonly again: number
  /** Milliseconds from sending to the answer, of those that were taken. */
  readonly p50: number
  readonly p99: number
}

/** What the sender knows. It tries again until it has an answer. */
interface Sender {
  readonly secret: string
  readonly address: string
  readonly took: number[]
  again: number
  readonly wrong: string[]
}

/** Sends deliveries in an even stream while the server is killed again and again; then looks at what is stored. */
export async function deliverThroughKills(storm: Storm): Promise<Weathered> {
  await using home = await aHome()
  await publishOrders(home)
  const port = await freePort()
  const listener = ['--webhook-port', String(port)]
  let server = await startServer(home, 0, listener)
  const sender = await senderFor(home, port)
  const count = Math.round((storm.kills * storm.killEveryMs * storm.perSecond) / 1_000)
  const sent = sendAll(sender, count, storm.perSecond)
  for (let kill = 0; kill < storm.kills; kill += 1) server = await killLater(home, server, { storm, listener })
  await sent
  await server[Symbol.asyncDispose]()
  const took = sender.took.toSorted((left, right) => left - right)
  const violations = [...sender.wrong, ...(await storedWrongly(home, count))]
  return { violations, delivered: count, again: sender.again, p50: quantile(took, 0.5), p99: quantile(took, 0.99) }
}

interface Killing {
  readonly storm: Storm
  readonly listener: readonly string[]
}

async function killLater(home: Home, server: Server, { storm, listener }: Killing): Promise<Server> {
  await wait(storm.killEveryMs)
  await server.kill()
  return await startServer(home, 0, listener)
}

async function publishOrders(home: Home): Promise<void> {
  const workflows = join(home.folder, 'collections/default/workflows')
  await mkdir(workflows, { recursive: true })
  await writeFile(join(workflows, 'orders.yaml'), ORDERS)
  const published = await type(home, 'workflow', 'publish', 'orders')
  if (published.code !== 0) throw new Error(published.err)
}

/** A sender does not look the port up anew after each restart. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

async function senderFor(home: Home, port: number): Promise<Sender> {
  const made = await type(home, 'triggers', 'webhook', 'create', 'orders/placed', '--json')
  const { path, secret } = madeWebhook.parse(JSON.parse(made.out).data)
  return { secret, address: `http://127.0.0.1:${port}${path}`, took: [], again: 0, wrong: [] }
}

async function sendAll(sender: Sender, count: number, perSecond: number): Promise<void> {
  const begun = performance.now()
  const sending: Promise<void>[] = []
  for (let number = 0; number < count; number += 1) {
    const due = begun + (number * 1_000) / perSecond
    if (due > performance.now()) await wait(due - performance.now())
    sending.push(sendUntilTaken(sender, number))
  }
  await Promise.all(sending)
}

const AGAIN_MS = 250

async function sendUntilTaken(sender: Sender, number: number): Promise<void> {
  for (;;) {
    const begun = performance.now()
    const status = await sendOnce(sender, number)
    if (status === 202 || status === 200) return void sender.took.push(performance.now() - begun)
    if (status !== undefined && status < 500)
      return void sender.wrong.push(`Delivery ${number} was refused: ${status}.`)
    sender.again += 1
    await wait(AGAIN_MS)
  }
}

/** Undefined: nobody answered, and nobody knows whether it was taken. */
async function sendOnce({ secret, address }: Sender, number: number): Promise<number | undefined> {
  const order = { id: `msg_${number}`, timestamp: String(Math.floor(Date.now() / 1_000)) }
  const { body, signature } = await signDelivery(secret, { ...order, body: `{"order":"o-${number}","amount":1}` })
  const headers = { 'webhook-id': order.id, 'webhook-timestamp': order.timestamp, 'webhook-signature': signature }
  try {
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body }
    const response = await fetch(address, init)
    await response.arrayBuffer()
    return response.status
  } catch {
    return undefined
  }
}

async function storedWrongly({ folder }: Home, count: number): Promise<readonly string[]> {
  const store = openSqliteStore({ folder: join(folder, 'workcharts') })
  if (!store.ok) throw new Error(store.error.code)
  const runs = await store.value.listRuns({ limit: 2 * count })
  store.value.close()
  const ids = runs.map(({ cause }) => (cause.type === 'event' ? cause.id : 'none'))
  const times = Map.groupBy(ids, (id) => id)
  return Array.from({ length: count }, (_, number) => `msg_${number}`)
    .filter((id) => times.get(id)?.length !== 1)
    .map((id) => `Delivery ${id} led to ${times.get(id)?.length ?? 0} runs.`)
    .concat(runs.length === count ? [] : [`There are ${runs.length} runs of ${count} deliveries.`])
}

function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}
