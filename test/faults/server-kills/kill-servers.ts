import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Proof, Scale } from '../harness.ts'
import { doubtsOf, factsOf, figuresOf, liveAll, rounded, total } from '../kills/lives.ts'
import type { Life } from './home-life.ts'
import { liveThrough } from './home-life.ts'
import { startServerProcess } from './server-process.ts'

/** Then the home is replaced, so that what is read at the end stays small. */
const KILLS_PER_HOME = 50

/** Kills the whole program at random moments while customers, a watcher and a command line work with it. */
export async function killServers({ seed, n }: Scale): Promise<Proof> {
  const cache = await mkdtemp(join(tmpdir(), 'workcharts-compiled-'))
  try {
    await compileAhead(cache)
    const begun = performance.now()
    const live = (number: number, kills: number) => liveThrough({ seed: seed * 1_000 + number, kills })
    const lives = await liveAll({ n, killsPerFolder: KILLS_PER_HOME, live })
    return { seed, n, ...proofOf(lives, (performance.now() - begun) / 1_000) }
  } finally {
    await rm(cache, { recursive: true, force: true })
  }
}

/** A server that ends in order leaves its compiled code for those after it, which start in half the time. */
async function compileAhead(cache: string): Promise<void> {
  process.env['NODE_COMPILE_CACHE'] = cache
  const server = startServerProcess(join(cache, 'home'))
  if (!(await server.ready)) throw new Error(`The server does not start: ${server.problems.join(' ')}`)
  server.stop()
  await server.ended
}

function proofOf(lives: readonly Life[], seconds: number): Omit<Proof, 'seed' | 'n'> {
  const kills = lives.flatMap((life) => life.kills)
  const told = Map.groupBy(
    lives.flatMap(({ customers }) => customers.requests),
    (request) => request.told,
  )
  return {
    title: 'The whole server is killed at random moments, with programs, people, a watcher and a command line at work.',
    faults: {
      kills: kills.length,
      'kills while requests were under way': kills.filter(({ underWay }) => underWay > 0).length,
      'kills while the server started': kills.filter(({ during }) => during === 'start').length,
      'kills that programs outlived': kills.filter(({ survivors }) => survivors > 0).length,
      'attempts lost': factsOf(lives, 'attempt-lost'),
      'outcomes that a person was asked about': doubtsOf(lives),
      'streams taken up again': total(lives.map(({ stream }) => stream.connections() - 1)),
      'commands typed': total(lives.map(({ commands }) => commands.length)),
    },
    violations: lives.flatMap(({ violations }) => violations),
    figures: {
      'kills per second': rounded(kills.length / seconds),
      seconds: rounded(seconds),
      homes: lives.length,
      'start, median (ms)': median(kills.flatMap(({ startMs }) => (startMs === null ? [] : [startMs]))),
      ...figuresOf(lives),
      'messages of the stream': total(lives.map(({ stream }) => stream.heard.length)),
      'effects outside': total(lives.map(({ effects }) => effects)),
      'wishes accepted': told.get('accepted')?.length ?? 0,
      'wishes refused': told.get('refused')?.length ?? 0,
      'wishes without an answer': told.get('unknown')?.length ?? 0,
      'programs that outlived their server': total(kills.map(({ survivors }) => survivors)),
    },
  }
}

function median(numbers: readonly number[]): number {
  return Math.round(numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0)
}
