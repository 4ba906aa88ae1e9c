import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Run } from '../../src/core/run/run.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { CORE_VERSION } from '../../src/core/run/snapshot.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { Transition } from '../../src/engine/store.ts'
import { aFolder, openStore } from '../adapters/sqlite/data-folder.ts'
import { aClock, answered, aWorld, finished, runThat, startOf } from '../support/engine.ts'
import { after, anError, aPlan, aStage, at, PERSON } from '../support/runs.ts'

/** What survives the end of a process, and how the next one gets it. */
interface Kept {
  readonly store: MemoryStore
  readonly reopen: () => MemoryStore
}

const STORES: readonly (readonly [name: string, open: () => Kept])[] = [
  ['in memory', keptInMemory],
  ['on SQLite', keptOnSqlite],
]

function keptInMemory(): Kept {
  const store = createMemoryStore()
  return { store, reopen: () => store }
}

function keptOnSqlite(): Kept {
  const folder = aFolder()
  const store = openStore(folder)
  return {
    store,
    reopen: () => {
      store.close()
      return openStore(folder)
    },
  }
}

/** A person's stage that reminds after 4 hours, and an attempt that fails once. */
const WAITING = aPlan([aStage('ask', { primary: PERSON }), aStage('try', { retry: everyMinute() })])

function everyMinute() {
  return { ...aStage('x').retry, initialIntervalMs: 60_000, maximumIntervalMs: 60_000 }
}

describe.each(STORES)('waiting %s', (_, open) => {
  it('REL-09 is resumed by the next process when its time has come, and not before', async () => {
    const { store, reopen } = open()
    const first = aWorld({ store, clock: aClock(at(0)), script: () => ({ type: 'failed', error: anError() }) })
    const { id } = await startOf(first, WAITING)
    await first.engine.drain()
    await first.engine.close()
    const clock = aClock(at(0.4))
    const second = aWorld({ store: reopen(), clock, prefix: 'two' })
    await second.engine.recover()
    await second.engine.drain()
    expect(statesOf(await foundIn(second, id))).toEqual(['awaiting-approval', 'backing-off'])
    clock.set(at(1))
    await second.engine.recover()
    await runThat(second, id, (run) => statesOf(run)[1] === 'settled')
    clock.set(at(239))
    await second.engine.recover()
    await second.engine.drain()
    expect(isOverdue(await foundIn(second, id))).toBe(false)
    clock.set(at(240))
    await second.engine.recover()
    await runThat(second, id, isOverdue)
    await second.engine.close()
  })

  it('REL-09 goes on from the facts where the snapshot is another version’s', async () => {
    const { store, reopen } = open()
    const ids = Array.from({ length: 40 }, (__, index) => `s${index}`)
    const last = aStage('last', { dependsOn: after(...ids), retry: everyMinute() })
    const snapshots: number[] = []
    const old: MemoryStore = {
      ...store,
      append: (transitions) => store.append(transitions.map((transition) => ofOldCore(transition, snapshots))),
    }
    const script = ({ stage }: { readonly stage: string }) =>
      stage === 'last' ? ({ type: 'failed', error: anError() } as const) : answered({ n: stage })
    const first = aWorld({ store: old, clock: aClock(at(0)), script })
    const { id } = await startOf(first, aPlan([...ids.map((stage) => aStage(stage)), last]))
    const before = await runThat(first, id, (run) => statesOf(run)[40] === 'backing-off')
    await first.engine.drain()
    await first.engine.close()
    expect(snapshots.length).toBeGreaterThan(0)
    const second = aWorld({ store: reopen(), clock: aClock(at(1)), prefix: 'two' })
    expect(await second.engine.findRun(id)).toEqual(before)
    await second.engine.recover()
    expect(runStatus(await finished(second, id))).toBe('succeeded')
    await second.engine.close()
  })
})

/** As a core wrote it that kept other things in its snapshots. */
function ofOldCore(transition: Transition, seen: number[]): Transition {
  const { run } = transition
  if (run?.snapshot === undefined) return transition
  seen.push(run.snapshot.version)
  return { ...transition, run: { ...run, snapshot: { ...run.snapshot, coreVersion: CORE_VERSION - 1, stages: [] } } }
}

async function foundIn({ engine }: ReturnType<typeof aWorld>, id: RunId): Promise<Run> {
  const run = await engine.findRun(id)
  if (run === undefined) throw new Error('The run is gone')
  return run
}

function statesOf({ plan, stages }: Run): readonly string[] {
  return plan.stages.map((_, index) => stageAt(stages, index).state.status)
}

it('REL-09 what waits in a database of format 1 goes on', async () => {
  const folder = aFolder()
  const written = new DatabaseSync(join(folder, 'workcharts.db'))
  written.exec(readFileSync(join(import.meta.dirname, 'format-1/database.sql'), 'utf8'))
  written.close()
  const id = 'from-format-1' as RunId
  const clock = aClock(at(0))
  const world = aWorld({ store: openStore(folder), clock, prefix: 'two' })
  await world.engine.recover()
  await world.engine.drain()
  expect(statesOf(await foundIn(world, id))).toEqual(['awaiting-approval', 'backing-off'])
  clock.set(at(240))
  await world.engine.recover()
  const run = await runThat(world, id, (now) => statesOf(now)[1] === 'settled' && isOverdue(now))
  expect(runStatus(run)).toBe('waiting')
  await world.engine.close()
})

function isOverdue({ stages }: Run): boolean {
  return stageAt(stages, 0).tasks[0]?.overdueStep === 1
}
