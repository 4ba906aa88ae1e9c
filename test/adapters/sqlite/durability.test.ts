import type { ChildProcess, ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { dataBytes, fiveStageRun } from '../../support/five-stages.ts'
import { aNewRun, aRunRow, aStart, minute, runId } from '../../support/rows.ts'
import { aFolder, openStore } from './data-folder.ts'
import { countCommits } from './wal-commits.ts'

/** Several processes start on a busy two-core machine. */
const STARTS_MS = 60_000

it('[SQ1] what was appended is there after the store was closed and opened again', async () => {
  const folder = aFolder()
  const first = openStore(folder)
  await first.append(fiveStageRun(runId(1)))
  const [record, facts] = [await first.findRun(runId(1)), await first.history(runId(1), { after: 0, also: [] })]
  first.close()
  const second = openStore(folder)
  expect(await second.findRun(runId(1))).toEqual(record)
  expect(await second.history(runId(1), { after: 0, also: [] })).toEqual(facts)
  expect(await second.append([aNewRun({ id: runId(2) })])).toEqual([
    { type: 'appended', positions: [facts.length + 1] },
  ])
})

it('[ST134] the secret by which checks are chosen is the same after the store was closed and opened again', async () => {
  const folder = aFolder()
  const first = openStore(folder)
  const secret = await first.auditSecret()
  first.close()
  expect(await openStore(folder).auditSecret()).toBe(secret)
})

it('[SQ2] a folder in use is refused at once, with the process that has it', { timeout: STARTS_MS }, async () => {
  const folder = aFolder()
  const holder = await startHolder(folder)
  const before = performance.now()
  const refused = openSqliteStore({ folder })
  expect(performance.now() - before).toBeLessThan(1_000)
  expect(refused).toEqual({ ok: false, error: { code: 'folder-in-use', path: folder, pid: holder.pid } })
})

it('[SQ2] a folder is refused to the process that has it already', () => {
  const folder = aFolder()
  openStore(folder)
  const refusal = { ok: false, error: { code: 'folder-in-use', path: folder, pid: process.pid } }
  expect(openSqliteStore({ folder })).toEqual(refusal)
  expect(openSqliteStore({ folder })).toEqual(refusal)
})

it('[SQ2] a folder stays with the process that has it, also where nothing there refers to the store any more', async () => {
  const folder = aFolder()
  openAndForget(folder)
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round += 1) {
    collectGarbage()
    await setImmediate()
  }
  expect(openSqliteStore({ folder })).toMatchObject({ ok: false, error: { code: 'folder-in-use' } })
})

function openAndForget(folder: string): void {
  expect(openSqliteStore({ folder }).ok).toBe(true)
}

it('[SQ2] of processes that open a folder at the same time, one gets it', { timeout: STARTS_MS }, async () => {
  const folder = aFolder()
  const rivals = Array.from({ length: 4 }, () => spawnHolder(folder))
  const outcomes = await Promise.all(
    rivals.map(async (rival) => Promise.race([once(rival, 'exit'), once(rival.stdout, 'data')])),
  )
  expect(outcomes.map(String).toSorted()).toEqual(['1,', '1,', '1,', 'holds\n'])
})

it('[SQ3] the folder of a killed process is taken over at once, with all it had appended', {
  timeout: STARTS_MS,
}, async () => {
  const folder = aFolder()
  const holder = await startHolder(folder)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const store = openStore(folder)
  expect(await store.findRun(runId(1))).toEqual({ row: aRunRow() })
})

it('[SQ4] one batch is one transaction, however many transitions it holds', async () => {
  const folder = aFolder()
  const store = openStore(folder)
  const log = join(folder, 'workcharts.db-wal')
  const before = countCommits(log)
  await store.append(Array.from({ length: 256 }, (_, index) => aNewRun({ id: runId(index) })))
  expect(countCommits(log)).toBe(before + 1)
  await store.append([aNewRun({ id: runId(300) })])
  expect(countCommits(log)).toBe(before + 2)
})

it('[SQ5] a history of 10,000 facts comes whole and in order', async () => {
  const store = openStore()
  const comments = Array.from(
    { length: 9_999 },
    (_, index) => ({ at: minute(index), type: 'run-resumed', by: aRunRow().startedBy }) as const,
  )
  await store.append([aNewRun({ version: 10_000 }, { events: [aStart(), ...comments] })])
  const facts = await store.history(runId(1), { after: 0, also: [] })
  expect(facts.map(({ seq }) => seq)).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1))
  expect(facts.at(-1)?.event.at).toBe(minute(9_998))
  const some = await store.history(runId(1), { after: 9_998, also: [9_000, 17] })
  expect(some.map(({ seq }) => seq)).toEqual([17, 9_000, 9_999, 10_000])
})

it('[SQ6] a run of five stages takes less than 6 KB beyond its data', async () => {
  const folder = aFolder()
  const RUNS = 400
  const runs = Array.from({ length: RUNS }, (_, index) => fiveStageRun(runId(index)))
  const fill = async (some: typeof runs) => {
    const store = openStore(folder)
    await store.append(some.flat())
    store.close()
    return statSync(join(folder, 'workcharts.db')).size
  }
  const sizeOfFirst = await fill(runs.slice(0, 1))
  const perRun = ((await fill(runs.slice(1))) - sizeOfFirst) / (RUNS - 1)
  const beyondData = perRun - dataBytes(runs[0] ?? [])
  expect(beyondData).toBeLessThan(6 * 1024)
  expect(readdirSync(folder)).not.toContain('workcharts.db-wal')
})

async function startHolder(folder: string): Promise<ChildProcess> {
  const holder = spawnHolder(folder)
  await once(holder.stdout, 'data')
  return holder
}

function spawnHolder(folder: string): ChildProcessByStdio<Writable, Readable, null> {
  const holder = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./holder.ts')), folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  onTestFinished(() => void holder.kill('SIGKILL'))
  return holder
}
