import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Proof, Scale } from '../harness.ts'
import { compileShim } from '../shim/compile-shim.ts'
import type { Exploration, Found } from './explore.ts'
import { record } from './record.ts'
import type { WorkloadOptions } from './workload-options.ts'

/** Days at the desk, which differ in how often SQLite moves its log into the database; 1,000 pages is its own choice. */
const DAYS: readonly Pick<WorkloadOptions, 'checkpointPages' | 'orders'>[] = [
  { checkpointPages: 60, orders: 12 },
  { checkpointPages: 1_000, orders: 8 },
  { checkpointPages: 20, orders: 12 },
  { checkpointPages: 120, orders: 12 },
  { checkpointPages: 40, orders: 12 },
  { checkpointPages: 1_000, orders: 12 },
]
/** Below this many states a day is not worth recording. */
const STATES_PER_DAY_MIN = 2_500
/** A log that is flushed only now and then must be caught losing things, or the harness sees nothing. */
const TOOTHLESS_DAY = { checkpointPages: 60, orders: 8 }
const STATES_OF_TOOTHLESS_MIN = 200
const STATES_OF_TOOTHLESS_SHARE = 0.02

/** Cuts the power `n` times, and shows on a store that flushes too little that a loss would be seen. */
export async function cutPower({ n, seed }: Scale): Promise<Proof> {
  const folder = mkdtempSync('/dev/shm/workcharts-cuts-')
  try {
    const shim = compileShim(folder)
    const days = DAYS.slice(0, Math.max(1, Math.floor(n / STATES_PER_DAY_MIN)))
    const full = await exploreDays(
      { shim, folder, seed, states: n },
      days.map((day) => ({ ...day, synchronous: 'full' })),
    )
    const normalStates = Math.max(STATES_OF_TOOTHLESS_MIN, Math.floor(n * STATES_OF_TOOTHLESS_SHARE))
    const normal = await exploreDays({ shim, folder: join(folder, 'normal'), seed, states: normalStates }, [
      { ...TOOTHLESS_DAY, synchronous: 'normal' },
    ])
    return proofOf({ n, seed }, full, normal)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Exploring {
  readonly shim: string
  readonly folder: string
  readonly seed: number
  readonly states: number
}

type Day = Omit<WorkloadOptions, 'seed'>

/** Recordings are made one after the other; every core then takes a share of each. */
async function exploreDays({ shim, folder, seed, states }: Exploring, days: readonly Day[]): Promise<Found> {
  const threads = availableParallelism()
  const found: Found[] = []
  for (const [index, day] of days.entries()) {
    const recording = await record(shim, join(folder, `day-${index}`), { ...day, seed: seed + index })
    const ofDay = shareOf(states, days.length, index)
    const shares = Array.from({ length: threads }, (_, thread) => thread).map(
      (thread): Exploration => ({
        recording,
        seed: seed + index * threads + thread,
        states: shareOf(ofDay, threads, thread),
      }),
    )
    found.push(...(await Promise.all(shares.map(inThread))))
    console.error(`${sumOf(found, 'states')} of ${states} states, synchronous = ${day.synchronous}`)
  }
  return added(found)
}

/** Parts of a whole that add up to it. */
function shareOf(whole: number, parts: number, index: number): number {
  return Math.floor((whole * (index + 1)) / parts) - Math.floor((whole * index) / parts)
}

function inThread(exploration: Exploration): Promise<Found> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./explore-worker.ts', import.meta.url), { workerData: exploration })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

function added(found: readonly Found[]): Found {
  return {
    states: sumOf(found, 'states'),
    bad: sumOf(found, 'bad'),
    violations: found.flatMap(({ violations }) => violations),
    lost: sumOf(found, 'lost'),
    torn: sumOf(found, 'torn'),
    meanings: sumOf(found, 'meanings'),
    recovered: sumOf(found, 'recovered'),
  }
}

function sumOf(found: readonly Found[], key: Exclude<keyof Found, 'violations'>): number {
  return found.reduce((sum, each) => sum + each[key], 0)
}

function proofOf(scale: Scale, full: Found, normal: Found): Proof {
  return {
    ...scale,
    title: 'Power cuts: every state of the disk that one can leave, opened and compared with what was promised',
    faults: {
      'states of the disk': full.states,
      'states that lost a write': full.lost,
      'states with a torn write': full.torn,
      'losses seen with synchronous = normal': normal.bad,
    },
    violations: [...full.violations, ...tooFew(scale, full), ...toothless(normal)],
    figures: {
      'states with something lost, part or damaged': full.bad,
      'different databases they led to': full.meanings,
      'states that the engine recovered from to the end of every run': full.recovered,
      'states that lost something with synchronous = normal': `${normal.bad} of ${normal.states}`,
    },
  }
}

function tooFew({ n }: Scale, { states }: Found): readonly string[] {
  return states >= n ? [] : [`Only ${states} different states of ${n} were found`]
}

function toothless({ bad, states }: Found): readonly string[] {
  return bad > 0 ? [] : [`With synchronous = normal nothing was lost in ${states} states: the harness has no teeth`]
}
