/**
 * How soon the program is at work again after a `kill -9` with thousands of runs in flight.
 *
 *   node bench/resume/main.ts [--quick] [--profile <folder>]
 *
 * `--profile`: CPU profiles of the resuming server are written there.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openDatabase } from '../../src/adapters/sqlite/open-database.ts'
import { storeOn } from '../../src/adapters/sqlite/store-on.ts'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { inFolder } from '../load/in-folder.ts'
import { inTurn } from '../load/in-turn.ts'
import type { SpawnedServer, Watched } from '../load/spawn-server.ts'
import { askWatched, spawnServer, untilServing, WATCHED } from '../load/spawn-server.ts'
import { timeBareServer } from '../load/time-bare-server.ts'
import { median } from '../statistics.ts'
import type { Filled } from './filled.ts'

const SCALE = { full: { runs: 10_000, resumes: 3 }, quick: { runs: 1_000, resumes: 1 } } as const satisfies Record<
  Effort,
  unknown
>
/** How often the facts of the resuming server are looked at: the error of every time. */
const LOOK_EVERY_MS = 10
/** A resume that takes longer is none. */
const GIVE_UP_MS = 120_000
const FACTS_AT_ONCE = 5_000

/** Times in milliseconds from the start of the new process. */
interface Resume extends Watched {
  readonly serving: number
  readonly firstProgress: number
  readonly allOwned: number
}

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, profile: { type: 'string' } } })

await runBench(async (effort) => {
  const { runs, resumes } = SCALE[effort]
  return await inFolder(async (folder) => {
    const dead = join(folder, 'dead')
    const filled = await fillAndKill(join(dead, 'workcharts'), runs)
    const bare = await inTurn(resumes, timeBareServer)
    const measured = await inTurn(resumes, async (round) => {
      const home = join(folder, `home-${round}`)
      await cp(dead, home, { recursive: true })
      return await resume(home, filled)
    })
    return toReport(filled, { measured, bare: median(bare) })
  })
})

async function fillAndKill(data: string, runs: number): Promise<Filled> {
  const argv = [join(import.meta.dirname, 'fill.ts'), data, String(runs)]
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`No runs were left in flight: the process ended with ${code}`)
  })
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string]
  child.kill('SIGKILL')
  await once(child, 'exit')
  return JSON.parse(line) as Filled
}

async function resume(home: string, filled: Filled): Promise<Resume> {
  const profile = options.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', options.profile]
  await using server = spawnServer(home, [...WATCHED, ...profile])
  // The server has the database open by then: the first to open it after a crash has to recover it.
  await untilServing(server, LOOK_EVERY_MS)
  server.process.send('begin')
  const serving = performance.now() - server.spawnedAt
  return { serving, ...(await watchFacts(server, filled)), ...(await askWatched(server)) }
}

/** Looks on from outside, as another reader of the database. */
async function watchFacts(server: SpawnedServer, filled: Filled): Promise<Pick<Resume, 'firstProgress' | 'allOwned'>> {
  const database = openDatabase(join(server.data, 'workcharts.db'))
  if (!database.ok) throw new Error(`The database can not be read: ${database.error.code}`)
  const reader = storeOn(database.value)
  let [position, lost, firstProgress] = [filled.position, 0, 0]
  while (lost < filled.running) {
    await setTimeout(LOOK_EVERY_MS)
    const { events } = await reader.eventsAfter(position, FACTS_AT_ONCE)
    const elapsed = performance.now() - server.spawnedAt
    if (elapsed > GIVE_UP_MS) throw new Error(`After ${GIVE_UP_MS} ms only ${lost} of ${filled.running} are owned`)
    if (firstProgress === 0 && events.length > 0) firstProgress = elapsed
    lost += events.filter(({ event }) => event.type === 'attempt-lost').length
    position = events.at(-1)?.position ?? position
  }
  const allOwned = performance.now() - server.spawnedAt
  database.value.close()
  return { firstProgress, allOwned }
}

interface Times {
  readonly measured: readonly Resume[]
  readonly bare: number
}

function toReport({ running, ready }: Filled, { measured, bare }: Times): BenchReport {
  const of = (name: keyof Resume): number => median(measured.map((one) => one[name]))
  return {
    name: 'resume',
    title: 'Work goes on after kill -9',
    method: [
      `${running + ready} five-stage runs are brought into their middle by the real engine: ${running} with an attempt in`,
      `progress, ${ready} waiting for a slot. The process is killed with SIGKILL, and \`workcharts start\` is started on a`,
      `copy of what it left, ${measured.length} times. Times are medians, count from the start of that process, and are`,
      `seen from outside, by another reader of the database, every ${LOOK_EVERY_MS} ms. Serving: the API listens; the limit`,
      'is a bare HTTP server on the same Node. First progress: the first new fact of a run can be read. All owned: every',
      'attempt of the dead process is booked as lost, which also puts its stage back for another try or asks a person.',
      'The event loop is watched from serving to all owned.',
    ].join(' '),
    n: running + ready,
    figures: [
      { name: 'serving', value: of('serving'), unit: 'ms', limit: bare },
      { name: 'first progress', value: of('firstProgress'), unit: 'ms', target: { atMost: 2_000 } },
      { name: 'all owned', value: of('allOwned'), unit: 'ms', target: { atMost: 5_000 } },
      { name: 'processor time until then', value: of('processorMs'), unit: 'ms' },
      { name: 'event loop late by, p99', value: of('p99'), unit: 'ms', target: { atMost: 50 } },
      {
        name: 'event loop late by, max',
        value: Math.max(...measured.map(({ max }) => max)),
        unit: 'ms',
        target: { atMost: 250 },
      },
    ],
  }
}
