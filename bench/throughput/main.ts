/**
 * Durable runs of five stages through the whole engine, beside the limit: the same statements with the same values, in
 * transactions of the same sizes and with the same settings, by a program that does nothing else.
 *
 *   node bench/throughput/main.ts [--quick]
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchReport, Effort, Figure } from '../figures.ts'
import { runBench } from '../figures.ts'
import { inFolder } from '../load/in-folder.ts'
import { inTurn } from '../load/in-turn.ts'
import { median, quantile } from '../statistics.ts'
import type { Recording } from './recorded-store.ts'
import type { Replayed } from './replay.ts'
import { replay } from './replay.ts'
import type { Chains, Throughput } from './run-chains.ts'
import { OUTPUT_BYTES, recordChains, runChains } from './run-chains.ts'

/** Runs in flight at the same time, and how many runs a round brings through. */
const ROUNDS_OF = {
  full: { rounds: 5, runs: { 1: 400, 64: 5_000, 1024: 5_000 } },
  quick: { rounds: 1, runs: { 1: 50, 64: 500, 1024: 1_024 } },
} as const satisfies Record<Effort, unknown>

/** A run may take so much of the database beyond what it was given and gave. */
const BYTES_PER_RUN_MAX = 6 * 1_024
const LONE_RUN_MS_MAX = 10
const SHARE_OF_LIMIT_MIN = 0.5
/** Half of what bare SQLite does on a quiet machine with two cores. */
const RUNS_PER_S_MIN = 2_700

await runBench(async (effort) => {
  const { rounds, runs } = ROUNDS_OF[effort]
  const lone = await measure({ concurrent: 1, runs: runs[1], rounds })
  const some = await measure({ concurrent: 64, runs: runs[64], rounds })
  const many = await measure({ concurrent: 1_024, runs: runs[1024], rounds })
  return toReport([lone, some, many], rounds)
})

interface Order extends Chains {
  readonly rounds: number
}

interface Measured extends Order {
  /** Runs per second, by round. */
  readonly ours: readonly number[]
  readonly limit: readonly number[]
  /** From the wish to the end of the run, in milliseconds. */
  readonly times: readonly number[]
  /** The same for the limit, where runs do not share their transactions. */
  readonly limitTimes: readonly number[]
  readonly bytesPerRun: number
}

/** Ours and the limit take turns, so that a machine whose speed drifts is unfair to both. */
async function measure(order: Order): Promise<Measured> {
  const recording = await inFolder((folder) => recordChains(join(folder, 'recorded.db'), order))
  const rounds = await inTurn(order.rounds, () => oneRound(order, recording))
  return {
    ...order,
    ours: rounds.map(({ ours }) => order.runs / ours.seconds),
    limit: rounds.map(({ limit }) => order.runs / limit.seconds),
    times: rounds.flatMap(({ ours }) => ours.times),
    limitTimes: rounds.flatMap(({ limit }) => timesOfRuns(limit, order)),
    bytesPerRun: median(rounds.map(({ bytesPerRun }) => bytesPerRun)),
  }
}

interface Round {
  readonly ours: Throughput
  readonly limit: Replayed
  readonly bytesPerRun: number
}

async function oneRound(order: Order, recording: Recording): Promise<Round> {
  const ours = await inFolder(async (folder) => {
    const path = join(folder, 'ours.db')
    const done = await runChains(path, order)
    return { done, bytesPerRun: statSync(path).size / order.runs - OUTPUT_BYTES }
  })
  const limit = await inFolder((folder) => replay(join(folder, 'limit.db'), recording))
  return { ours: ours.done, limit, bytesPerRun: ours.bytesPerRun }
}

/** One at a time, every run has as many transactions of its own. */
function timesOfRuns({ transactions }: Replayed, { concurrent, runs }: Order): readonly number[] {
  const ofRun = transactions.length / runs
  if (concurrent > 1 || !Number.isInteger(ofRun)) return []
  return Array.from({ length: runs }, (_, run) => sum(transactions.slice(run * ofRun, (run + 1) * ofRun)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function toReport(all: readonly Measured[], rounds: number): BenchReport {
  const [lone] = all
  const largest = all.at(-1)
  if (lone === undefined || largest === undefined) throw new Error('Nothing was measured')
  return {
    name: 'throughput',
    title: 'Durable runs of five stages',
    method: [
      'A run is a chain of five stages; each answers at once with 1 KB, which the next one reads. Every commit is flushed',
      '(`synchronous = full`). The limit is a program that only executes the same statements with the values that another',
      'such load recorded, in transactions of the same sizes, on a new database with the same settings; both take turns,',
      `${rounds} rounds, and the medians are shown. Bytes are those of the database file after a clean close, less what the`,
      'stages gave.',
    ].join(' '),
    n: sum(all.map(({ runs }) => runs * rounds)),
    figures: [
      ...all.flatMap(ratesOf),
      { name: 'one run alone, p50', value: median(lone.times), unit: 'ms', limit: median(lone.limitTimes) },
      {
        name: 'one run alone, p99',
        value: quantile(lone.times, 0.99),
        unit: 'ms',
        target: { atMost: LONE_RUN_MS_MAX },
        limit: quantile(lone.limitTimes, 0.99),
      },
      {
        name: 'database per run beyond its data',
        value: Math.round(largest.bytesPerRun),
        unit: 'bytes',
        target: { atMost: BYTES_PER_RUN_MAX },
      },
    ],
  }
}

function ratesOf({ concurrent, ours, limit }: Measured): readonly Figure[] {
  const shares = ours.map((perSecond, round) => perSecond / (limit[round] ?? Number.NaN))
  const rate: Figure = {
    name: `${concurrent} at a time`,
    value: Math.round(median(ours)),
    unit: 'runs/s',
    limit: Math.round(median(limit)),
  }
  const share: Figure = { name: `${concurrent} at a time, share of the limit`, value: median(shares), unit: '' }
  if (concurrent === 1) return [rate, share]
  return [
    { ...rate, target: { atLeast: RUNS_PER_S_MIN } },
    { ...share, target: { atLeast: SHARE_OF_LIMIT_MIN } },
  ]
}
