/**
 * How long `workcharts start` takes until it answers, and what it holds in memory when nothing happens.
 *
 *   node bench/start/main.ts [--quick]
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { BenchReport, Effort, Figure } from '../figures.ts'
import { runBench } from '../figures.ts'
import { runFiveStages } from '../load/five-stage-load.ts'
import { inFolder } from '../load/in-folder.ts'
import { inTurn } from '../load/in-turn.ts'
import { residentMb } from '../load/resident-mb.ts'
import type { SpawnedServer } from '../load/spawn-server.ts'
import { spawnServer } from '../load/spawn-server.ts'
import { timeBareServer } from '../load/time-bare-server.ts'
import { median } from '../statistics.ts'

const SCALE = {
  full: { starts: 10, idleStarts: 3, finishedRuns: 10_000 },
  quick: { starts: 3, idleStarts: 1, finishedRuns: 1_000 },
} as const satisfies Record<Effort, unknown>
type Scale = (typeof SCALE)[Effort]

/** After this time without a request the server is idle. */
const IDLE_MS = 10_000
/** How often it is tried whether the server answers: the error of a start. */
const TRY_EVERY_MS = 2
const GIVE_UP_MS = 60_000

interface Started {
  readonly readyMs: readonly number[]
  readonly idleMb: readonly number[]
}

await runBench(async (effort) => {
  const scale = SCALE[effort]
  return await inFolder(async (folder) => {
    const bare = await inTurn(scale.starts, timeBareServer)
    const empty = await timeStarts(join(folder, 'empty'), scale)
    const large = join(folder, 'large')
    await finishRuns(join(large, 'workcharts'), scale.finishedRuns)
    return toReport(scale, { bare: median(bare), empty, large: await timeStarts(large, scale) })
  })
})

async function finishRuns(data: string, runs: number): Promise<void> {
  const { engine, store } = await runFiveStages({ data, runs, concurrent: 256 })
  await engine.close()
  store.close()
}

/** The last ones stay up until they are idle. */
async function timeStarts(home: string, { starts, idleStarts }: Scale): Promise<Started> {
  const idleMb: number[] = []
  const readyMs = await inTurn(starts, async (start) => {
    await using server = spawnServer(home)
    await firstAnswer(server)
    const elapsed = performance.now() - server.spawnedAt
    if (start >= starts - idleStarts) {
      await setTimeout(IDLE_MS)
      idleMb.push(await residentMb(server.process.pid))
    }
    return elapsed
  })
  return { readyMs, idleMb }
}

/** A list of runs: the store has answered, too. */
async function firstAnswer({ data, spawnedAt }: SpawnedServer): Promise<void> {
  while (performance.now() - spawnedAt < GIVE_UP_MS) {
    if (await isAnswered(join(data, 'server.json'))) return
    await setTimeout(TRY_EVERY_MS)
  }
  throw new Error(`The server did not answer within ${GIVE_UP_MS} ms`)
}

async function isAnswered(addressFile: string): Promise<boolean> {
  try {
    const { port, token } = JSON.parse(await readFile(addressFile, 'utf8'))
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/runs?limit=1`, {
      headers: { authorization: `Bearer ${token}` },
    })
    await response.bytes()
    return response.ok
  } catch {
    return false
  }
}

interface Times {
  readonly bare: number
  readonly empty: Started
  readonly large: Started
}

function toReport({ starts, idleStarts, finishedRuns }: Scale, { bare, empty, large }: Times): BenchReport {
  const homes = { 'empty folder': empty, [`${finishedRuns} finished runs`]: large }
  return {
    name: 'start',
    title: 'The server starts quickly and rests lightly',
    method: [
      `\`workcharts start\` is started ${starts} times on an empty folder and ${starts} times on one with ${finishedRuns}`,
      'finished five-stage runs, one after the other. Ready: from the start of the process to the first answer to',
      `\`GET /api/v1/runs\`, tried every ${TRY_EVERY_MS} ms. The files are in the system's cache. Idle: resident memory`,
      `${IDLE_MS / 1_000} s later, of ${idleStarts} starts each, the largest. The limit is the same Node with nothing but`,
      'a bare HTTP server.',
    ].join(' '),
    n: 2 * starts,
    figures: Object.entries(homes).flatMap(([where, started]) => figuresOf(where, started, bare)),
  }
}

function figuresOf(where: string, { readyMs, idleMb }: Started, bare: number): readonly Figure[] {
  const target = { atMost: 1_000 }
  return [
    { name: `${where}: ready, median`, value: median(readyMs), unit: 'ms', target, limit: bare },
    { name: `${where}: ready, max`, value: Math.max(...readyMs), unit: 'ms', target, limit: bare },
    { name: `${where}: idle memory`, value: Math.max(...idleMb), unit: 'MB', target: { atMost: 150 } },
  ]
}
