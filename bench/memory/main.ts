/**
 * Whether a process that works for long keeps what it needs no more: in memory, in the write-ahead log, on disk.
 *
 *   node bench/memory/main.ts [--quick]
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { runFiveStages } from '../load/five-stage-load.ts'
import { inFolder } from '../load/in-folder.ts'
import type { Point } from '../statistics.ts'
import { slope } from '../statistics.ts'

const RUNS = { full: 100_000, quick: 10_000 } as const satisfies Record<Effort, number>
/** As many as the program performs at once. */
const CONCURRENT = 32
const SAMPLES = 200
/** This share of the samples comes before caches and the heap have found their size. */
const WARM_UP = 0.2
/** Slopes are told for so many runs. */
const PER_RUNS = 10_000
const MB = 1_048_576

interface Sample {
  readonly runs: number
  readonly resident: number
  readonly heapUsed: number
  /** Resident and not the JavaScript heap's: SQLite, buffers, and what the allocator keeps. */
  readonly outside: number
  readonly wal: number
}

await runBench(async (effort) => {
  const runs = RUNS[effort]
  const samples: Sample[] = []
  const database = await inFolder(async (data) => {
    const onDone = (done: number): void => {
      if (done % (runs / SAMPLES) === 0) samples.push(sampleAt(done, data))
    }
    const { engine, store } = await runFiveStages({ data, runs, concurrent: CONCURRENT, onDone })
    await engine.close()
    store.close()
    return sizeOf(data, 'workcharts.db')
  })
  return toReport(runs, samples, database)
})

function sampleAt(runs: number, data: string): Sample {
  const { rss, heapUsed, heapTotal } = process.memoryUsage()
  return {
    runs,
    resident: rss,
    heapUsed,
    outside: rss - heapTotal,
    wal: sizeOf(data, 'workcharts.db-wal'),
  }
}

function sizeOf(data: string, file: string): number {
  return statSync(join(data, file)).size
}

function toReport(runs: number, samples: readonly Sample[], databaseBytes: number): BenchReport {
  const settled = samples.slice(Math.floor(samples.length * WARM_UP))
  const growth = (of: (sample: Sample) => number): number =>
    (slope(settled.map((sample): Point => [sample.runs, of(sample)])) * PER_RUNS) / MB
  const largest = (of: (sample: Sample) => number): number => Math.max(...samples.map(of)) / MB
  const unit = `MB per ${PER_RUNS} runs`
  return {
    name: 'memory',
    title: 'A process that works for long does not grow',
    method: [
      `${runs} five-stage runs go through the engine in one process, ${CONCURRENT} at a time, on the real store, and`,
      `${SAMPLES} samples are taken on the way. Growth is the slope of a line laid through the samples after the first`,
      `${WARM_UP * 100} % (least squares). Nobody asks for garbage collection. The database is measured when it is closed.`,
    ].join(' '),
    n: runs,
    figures: [
      { name: 'growth of resident memory', value: growth(({ resident }) => resident), unit, target: { atMost: 1 } },
      { name: 'growth of the used heap', value: growth(({ heapUsed }) => heapUsed), unit },
      { name: 'growth of memory outside the heap', value: growth(({ outside }) => outside), unit },
      { name: 'resident memory, max', value: largest(({ resident }) => resident), unit: 'MB' },
      { name: 'write-ahead log, max', value: largest(({ wal }) => wal), unit: 'MB', target: { atMost: 64 } },
      { name: 'database per run', value: databaseBytes / runs / 1_024, unit: 'KB' },
    ],
  }
}
