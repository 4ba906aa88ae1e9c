/**
 * What the store costs beside SQLite itself: the same facts written by a bare `INSERT` with the same settings, and by
 * `append` with everything that changes with them (the run's summary and its checks). Both flush once per batch.
 *
 *   node bench/store.ts
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/adapters/sqlite/open-database.ts'
import { storeOn } from '../src/adapters/sqlite/store-on.ts'
import { aChange, aNewRun, runId } from '../test/support/rows.ts'

const BATCHES = [1, 64, 256] as const
const ROUNDS = 200

const rows = []
for (const batch of BATCHES) {
  const raw = await inFolder((folder) => timeRaw(folder, batch))
  const append = await inFolder((folder) => timeAppend(folder, batch))
  rows.push({
    batch,
    'raw ms per batch': raw.toFixed(3),
    'append ms per batch': append.toFixed(3),
    'append µs per change': ((append / batch) * 1_000).toFixed(1),
    'changes per s': Math.round((batch / append) * 1_000),
  })
}
console.table(rows)

/** Median milliseconds for a batch of bare inserts. */
function timeRaw(folder: string, batch: number): number {
  const database = databaseIn(folder)
  database.exec(
    'create table facts (position integer primary key, run_id text, seq integer, at integer, type text, body text, unique (run_id, seq)) strict',
  )
  const insert = database.prepare('insert into facts (run_id, seq, at, type, body) values (?, ?, ?, ?, ?)')
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const before = performance.now()
    database.exec('begin immediate')
    for (let n = 0; n < batch; n += 1)
      insert.run(runId(n), round + 2, 1_772_442_060_000, 'stage-ready', '{"stage":"classify"}')
    database.exec('commit')
    return performance.now() - before
  })
  database.close()
  return median(times)
}

/** Median milliseconds for a batch of changes, each of another run. */
async function timeAppend(folder: string, batch: number): Promise<number> {
  const database = databaseIn(folder)
  const store = storeOn(database)
  const runs = Array.from({ length: batch }, (_, n) => runId(n))
  await store.append(runs.map((id) => aNewRun({ id })))
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const changes = runs.map((id) => aChange(round + 1, { id }))
    const before = performance.now()
    await store.append(changes)
    times.push(performance.now() - before)
  }
  database.close()
  return median(times)
}

function databaseIn(folder: string) {
  const opened = openDatabase(join(folder, 'workcharts.db'))
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN
}

async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'workcharts-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
