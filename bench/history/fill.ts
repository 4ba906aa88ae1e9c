/**
 * Fills the store of a data folder with generated runs of five stages, spread over 90 days, and says how many there are.
 * Decided by the core and written by the store's own `append`; only that each commit is not flushed to the disk.
 *
 *   node bench/history/fill.ts <data folder> <runs> [<seed>] [<ends at, in milliseconds since 1970>]
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { storeOn } from '../../src/adapters/sqlite/store-on.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { Store, Transition } from '../../src/engine/store.ts'
import { randomFrom } from '../../test/support/seeded.ts'
import { openNew } from '../throughput/recorded-store.ts'
import { generateRun } from './generate-run.ts'

const SPREAD_MS = 90 * 24 * 3_600_000
/** The last run begins so long before the end, so that nothing in it lies in the future. */
const REST_MS = 24 * 3_600_000
const RUNS_AT_ONCE = 200

const [folder = '', count = '20000', seed = '1', until = String(Date.now())] = process.argv.slice(2)
const runs = Number(count)
const random = randomFrom(Number(seed))
const end = Number(until) - REST_MS
const step = SPREAD_MS / runs

mkdirSync(folder, { recursive: true, mode: 0o700 })
const database = openNew(join(folder, 'workcharts.db'))
database.exec('pragma synchronous = off; pragma cache_size = -64000; pragma wal_autocheckpoint = 20000')
const store = storeOn(database)
for (let first = 0; first < runs; first += RUNS_AT_ONCE) await writeAll(store, someRuns(first))
database.close()
console.log(JSON.stringify({ runs }))

function someRuns(first: number): readonly Transition[] {
  const number = Math.min(RUNS_AT_ONCE, runs - first)
  return Array.from({ length: number }, (_, index) => {
    const start = timestamp(Math.floor(end - SPREAD_MS + (first + index + random()) * step))
    return generateRun(random, start)
  })
}

async function writeAll({ append }: Store, transitions: readonly Transition[]): Promise<void> {
  const outcomes = await append(transitions)
  if (outcomes.some(({ type }) => type === 'stale')) throw new Error('A generated run was written twice.')
}
