import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { aFolder, openStore } from '../adapters/sqlite/data-folder.ts'
import { aWorld, finished, startOf } from '../support/engine.ts'
import { aPlan, aStage } from '../support/runs.ts'

/** Some starts of a process on a busy machine. */
const STARTS_MS = 60_000
/** What the plans of `poisoned-process.ts` allow. */
const ATTEMPTS_MAX = 3

it('REL-06 a run whose facts are damaged is reported at the start, and the others are taken up', async () => {
  const store = createMemoryStore()
  const first = aWorld({ store, slots: 0 })
  const [damaged, fine] = [await startOf(first, aPlan([aStage('a')])), await startOf(first, aPlan([aStage('a')]))]
  const world = aWorld({ store: withoutFactsOf(store, damaged.id), prefix: 'two' })
  await world.engine.recover()
  expect(runStatus(await finished(world, fine.id))).toBe('succeeded')
  await world.engine.drain()
  expect(world.problems.length).toBeGreaterThan(0)
  await expect(world.engine.findRun(damaged.id)).rejects.toThrow()
  await world.engine.close()
})

function withoutFactsOf(store: MemoryStore, damaged: RunId): MemoryStore {
  return { ...store, history: async (id, which) => (id === damaged ? [] : await store.history(id, which)) }
}

it('REL-06 a run that ends the process each time it is begun asks a person in the end', {
  timeout: STARTS_MS,
}, async () => {
  const folder = aFolder()
  const endings: string[] = []
  while (endings.at(-1) !== 'exit 0' && endings.length <= ATTEMPTS_MAX + 1) endings.push(await runPoisoned(folder))
  expect(endings).toEqual([...Array.from({ length: ATTEMPTS_MAX }, () => 'SIGKILL'), 'exit 0'])
  const store = openStore(folder)
  const tasks = await store.listTasks({ status: 'open', offset: 0, limit: 10 })
  expect(tasks).toMatchObject([{ run: 'poison', stage: 'deadly', reason: 'stall' }])
  const runs = await store.listRuns({ limit: 10 })
  expect(Object.fromEntries(runs.map(({ id, status }) => [id, status]))).toEqual({
    harmless: 'succeeded',
    poison: 'waiting',
  })
})

/** How the process ended: by the poison, or in order because nothing is left that it would do by itself. */
async function runPoisoned(folder: string): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./poisoned-process.ts')), folder], {
    stdio: 'inherit',
  })
  const [code, signal] = await once(child, 'close')
  return signal ?? `exit ${code}`
}
