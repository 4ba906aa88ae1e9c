/**
 * The live stream with very many clients, and with clients that never read.
 *
 *   node bench/stream/main.ts [--quick]
 */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { BenchReport, Effort, Figure } from '../figures.ts'
import { runBench } from '../figures.ts'
import type { Asked } from '../inbox/desk.ts'
import { askedOf, startTasks, writeDesk } from '../inbox/desk.ts'
import { runFiveStages } from '../load/five-stage-load.ts'
import { inFolder } from '../load/in-folder.ts'
import { residentMb } from '../load/resident-mb.ts'
import type { SpawnedServer } from '../load/spawn-server.ts'
import { spawnServer } from '../load/spawn-server.ts'
import type { Done, Order } from './orders.ts'
import type { Target } from './reader.ts'
import { delayQuantile, factTimes, wrongOnes } from './truth.ts'

const SCALE = {
  full: { clients: 1_000, seconds: 60, stalled: 100 },
  quick: { clients: 100, seconds: 5, stalled: 10 },
} as const satisfies Record<Effort, unknown>
type Scale = (typeof SCALE)[Effort]

/** 200 facts a second. */
const FACT_EVERY_MS = 5
/** So many facts to replay that they fill what the system keeps for a connection, several megabytes, and our own queue. */
const RUNS_BEFORE = 4_000
const SLA_SECONDS = 86_400
/** Runs that are paused and resumed in turn, each by a request of its own. */
const RUNS_CHANGED = 40
const SETTLED_MS = 5_000
const SAMPLE_MS = 500
const ARRIVE_MS_MAX = 15_000
const DROP_MS_MAX = 90_000
/** All facts, from the beginning, for each of them. */
const CATCH_UP_MS_MAX = 180_000

await runBench(async (effort) =>
  inFolder(async (home) => {
    const scale = SCALE[effort]
    await fill(home)
    const measured = await measure(home, scale)
    return toReport(scale, measured, await measureBare(scale))
  }),
)

async function fill(home: string): Promise<void> {
  writeDesk(home, SLA_SECONDS)
  const data = join(home, 'workcharts')
  const { engine, store } = await runFiveStages({ data, runs: RUNS_BEFORE, concurrent: 256 })
  await engine.close()
  store.close()
}

type Measured = Awaited<ReturnType<typeof measure>>

async function measure(home: string, scale: Scale) {
  await using server = spawnServer(home)
  const asked = await askedOf(server)
  await startTasks(asked, RUNS_CHANGED)
  await wait(SETTLED_MS)
  const clients = startClients()
  const stage = { server, clients, makeFacts: await factMaker(asked) }
  const crowd = await watchCrowd(stage, scale)
  const stalled = await watchStalled(stage, scale)
  clients.kill()
  return { ...crowd, ...stalled }
}

interface Stage {
  readonly server: SpawnedServer
  readonly clients: ChildProcess
  readonly makeFacts: MakeFacts
}

/** All of them read while facts are made. */
async function watchCrowd({ server, clients, makeFacts }: Stage, scale: Scale) {
  const idle = await residentMb(server.process.pid)
  const target = await targetOf(server, '')
  await order(clients, { type: 'open', target, count: scale.clients, reads: 'all' })
  const largest = await largestWhile(server, makeFacts(scale.seconds))
  const at = await factTimes(server.data)
  const until = at.length - 1
  const answer = await order(clients, { type: 'until', position: until, waitMs: ARRIVE_MS_MAX })
  const wrong = answer.type === 'got' ? wrongOnes(answer.got, { at, until }) : scale.clients
  const delays = await delaysOf(clients, { first: 0, at })
  await order(clients, { type: 'close' })
  return { p99: delayQuantile(delays, 0.99), median: delayQuantile(delays, 0.5), grown: largest - idle, wrong }
}

/** They open the stream from its beginning and never read, until the server has dropped all of them. */
async function watchStalled({ server, clients, makeFacts }: Stage, { stalled }: Scale) {
  await wait(SETTLED_MS)
  const before = await residentMb(server.process.pid)
  const target = await targetOf(server, '?after=0')
  await order(clients, { type: 'open', target, count: stalled, reads: 'none' })
  const dropping = order(clients, { type: 'dropped', waitMs: DROP_MS_MAX })
  const largest = await largestWhile(server, dropping)
  const dropped = await dropping
  await order(clients, { type: 'again' })
  await makeFacts(1)
  const at = await factTimes(server.data)
  const until = at.length - 1
  const connected = performance.now()
  const answer = await order(clients, { type: 'until', position: until, waitMs: CATCH_UP_MS_MAX })
  return {
    caughtUpMs: performance.now() - connected,
    eachStalled: Math.max(0, largest - before) / stalled,
    dropMs: dropped.type === 'dropped' && dropped.ms >= 0 ? dropped.ms : Number.POSITIVE_INFINITY,
    wrongAfter: answer.type === 'got' ? wrongOnes(answer.got, { at, until }) : stalled,
  }
}

async function targetOf({ data }: SpawnedServer, query: string): Promise<Target> {
  const { port, token } = JSON.parse(await readFile(join(data, 'server.json'), 'utf8'))
  return { url: `http://127.0.0.1:${port}/api/v1/stream${query}`, authorization: `Bearer ${token}` }
}

function startClients(): ChildProcess {
  return fork(join(import.meta.dirname, 'clients.ts'))
}

async function order(clients: ChildProcess, what: Order): Promise<Done> {
  clients.send(what)
  const [done] = (await once(clients, 'message')) as [Done]
  return done
}

async function delaysOf(clients: ChildProcess, times: Omit<Extract<Order, { type: 'delays' }>, 'type'>) {
  const answer = await order(clients, { type: 'delays', ...times })
  return answer.type === 'delays' ? answer.delays : []
}

type MakeFacts = (seconds: number) => Promise<void>

/** Makes a fact each few milliseconds, at its time, whether or not those of other runs before it are answered. */
async function factMaker({ get, post }: Asked): Promise<MakeFacts> {
  const page = JSON.parse(await get(`/runs?workflow=desk&limit=${RUNS_CHANGED}`))
  const ids: readonly string[] = page.runs.map(({ id }: { readonly id: string }) => id)
  const last = new Map<string, Promise<void>>()
  let made = 0
  return async (seconds) => {
    const begun = Date.now()
    const facts = (seconds * 1_000) / FACT_EVERY_MS
    for (let n = 1; n <= facts; n += 1) {
      const id = ids[made % ids.length] ?? ''
      const change = Math.floor(made / ids.length) % 2 === 0 ? 'pause' : 'resume'
      made += 1
      last.set(
        id,
        Promise.resolve(last.get(id)).then(() => post(`/runs/${id}/${change}`, {})),
      )
      await wait(Math.max(0, begun + n * FACT_EVERY_MS - Date.now()))
    }
    await Promise.all(last.values())
  }
}

async function largestWhile(
  { process: child }: Pick<SpawnedServer, 'process'>,
  work: Promise<unknown>,
): Promise<number> {
  let [largest, isOver] = [0, false]
  const over = work.finally(() => {
    isOver = true
  })
  while (!isOver) {
    largest = Math.max(largest, await residentMb(child.pid))
    await Promise.race([over, wait(SAMPLE_MS)])
  }
  await over
  return largest
}

interface Bare {
  readonly p99: number
  readonly grown: number
}

/** The same clients at a server that does nothing but write to them. */
async function measureBare({ clients: count, seconds }: Scale): Promise<Bare> {
  const server = fork(join(import.meta.dirname, 'bare-stream.ts'), [String(FACT_EVERY_MS)], { silent: true })
  if (server.stdout === null) throw new Error('The bare server has no output')
  const [port] = (await once(createInterface({ input: server.stdout }), 'line')) as [string]
  const clients = startClients()
  const target = { url: `http://127.0.0.1:${port}/`, authorization: '' }
  const idle = await residentMb(server.pid)
  await order(clients, { type: 'open', target, count, reads: 'all' })
  server.send('begin')
  const largest = await largestWhile({ process: server }, wait(seconds * 1_000))
  server.send('report')
  const [at] = (await once(server, 'message')) as [readonly number[]]
  const delays = await delaysOf(clients, { first: 1, at })
  clients.kill()
  server.kill()
  return { p99: delayQuantile(delays, 0.99), grown: largest - idle }
}

function toReport({ clients, seconds, stalled }: Scale, measured: Measured, bare: Bare): BenchReport {
  return {
    name: 'stream',
    title: 'The live stream with very many clients',
    method: [
      `${clients} clients in one process read the stream of the real server for ${seconds} s, while each 5 ms another`,
      'request pauses or resumes a run, which is a fact and a commit. A delay goes from when a fact was decided to when a',
      'client had it, on one clock, for all facts and clients. What each client got is compared with all facts of the',
      `database. Then ${stalled} clients open the stream from its beginning and never read; they count as dropped when the`,
      'system says so of the last of them. They read what was left, connect again behind it as often as they are dropped, and are compared again. The',
      'limit is a server that does nothing but write the same bytes to the same clients.',
    ].join(' '),
    n: clients,
    figures: [
      { name: 'delay, p99', value: measured.p99, unit: 'ms', target: { atMost: 500 }, limit: bare.p99 },
      { name: 'delay, median', value: measured.median, unit: 'ms' },
      { name: 'memory above idle', value: measured.grown, unit: 'MiB', target: { atMost: 150 }, limit: bare.grown },
      { name: 'clients with a gap or a double', value: measured.wrong, unit: '', target: { atMost: 0 } },
      { name: 'memory for each that never reads', value: measured.eachStalled, unit: 'MiB', target: { atMost: 2 } },
      { name: 'until the last of them is dropped', value: measured.dropMs, unit: 'ms', target: { atMost: 60_000 } },
      { name: 'until all of them have everything', value: measured.caughtUpMs, unit: 'ms' },
      { name: 'of them with a gap or a double after', value: measured.wrongAfter, unit: '', target: { atMost: 0 } },
    ] satisfies readonly Figure[],
  }
}
