import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Run } from '../../src/core/run/run.ts'
import { runStatus } from '../../src/core/run/run.ts'
import type { StageStatus } from '../../src/core/run/stage-run.ts'
import { statusOf } from '../../src/core/run/stage-run.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { Store } from '../../src/engine/store.ts'
import type { Script, World } from '../support/engine.ts'
import { answered, aWorld, finished, runThat, startOf } from '../support/engine.ts'
import { after, anError, aPlan, aStage, LENA, PERSON } from '../support/runs.ts'

const CANCEL = { type: 'cancel-run', by: LENA, note: 'Not needed any more.' } as const
const PAUSE = { type: 'pause-run', by: LENA } as const

/** A first stage in the state that is tried, and one that waits for it. */
interface Case {
  readonly state: StageStatus
  readonly plan?: Plan
  readonly script?: Script
  readonly slots?: number
  /** What is done to the run before it is canceled. */
  readonly before?: typeof PAUSE
}

const TWO = twoStages()
const NEVER: Script = (_, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(answered()), { once: true })
  })
const FAILS: Script = () => ({ type: 'failed', error: anError() })

const CASES: readonly Case[] = [
  { state: 'ready', slots: 0 },
  { state: 'running', script: NEVER },
  { state: 'backing-off', script: FAILS },
  { state: 'awaiting-approval', plan: twoStages({ primary: PERSON }) },
  { state: 'succeeded', plan: aPlan([aStage('a'), aStage('b', { primary: PERSON, dependsOn: after('a') })]) },
  { state: 'failed', script: FAILS, plan: besideOther({ retry: once(), onError: 'fail' }) },
  { state: 'skipped', plan: besideOther({ when: 'false' }) },
]

function twoStages(over: Parameters<typeof aStage>[1] = {}): Plan {
  return aPlan([aStage('a', over), aStage('b', { dependsOn: after('a') })])
}

/** A stage that settles, and a person's that keeps the run going. */
function besideOther(over: Parameters<typeof aStage>[1]): Plan {
  return aPlan([aStage('a', over), aStage('b', { primary: PERSON })])
}

function once() {
  return { ...aStage('x').retry, maximumAttempts: 1 }
}

describe('a cancel', () => {
  for (const paused of [false, true]) {
    it.each(CASES)(`REL-05 works from "$state"${paused ? ' of a paused run' : ''}`, async (given) => {
      const world = aWorld({ script: given.script ?? (() => answered()), slots: given.slots ?? 8 })
      const { id } = await startOf(world, given.plan ?? TWO)
      await runThat(world, id, (run) => firstStatus(run) === given.state)
      if (paused) await world.engine.command(id, PAUSE)
      expect(await cancel(world, id)).toBe('canceled')
      expect(await cancel(world, id)).toBe('canceled')
      await world.engine.drain()
      expect(firstStatus(await finished(world, id))).toBe(isSettled(given.state) ? given.state : 'canceled')
      expect(world.problems).toEqual([])
    })
  }
})

function firstStatus({ stages }: Run): StageStatus {
  return statusOf(stageAt(stages, 0))
}

function isSettled(state: StageStatus): boolean {
  return ['succeeded', 'failed', 'skipped'].includes(state)
}

async function cancel({ engine }: World, id: RunId): Promise<string> {
  const canceled = await engine.command(id, CANCEL)
  if (canceled?.ok !== true) throw new Error(`The cancel was not carried out: ${JSON.stringify(canceled)}`)
  return runStatus(canceled.value)
}

describe('a cancel of a damaged run', () => {
  it.each([
    { what: 'plan', damage: withoutPlan, says: /^The plan \w+ of a stored run is missing$/ },
    { what: 'history', damage: withoutHistory, says: /^A history begins with the start of its run$/ },
  ])('REL-05 says that its $what is missing, and the other runs go on', async ({ damage, says }) => {
    const store = createMemoryStore()
    const damaged = await startOf(aWorld({ store, slots: 0 }), TWO)
    const world = aWorld({ store: { ...store, ...damage(store, damaged) }, prefix: 'two' })
    const fine = await startOf(world, aPlan([aStage('a')]))
    await expect(world.engine.command(damaged.id, CANCEL)).rejects.toThrow(says)
    expect(runStatus(await finished(world, fine.id))).toBe('succeeded')
  })
})

function withoutPlan(store: Store, { planDigest }: Run): Partial<Store> {
  return { findPlan: async (digest) => (digest === planDigest ? undefined : await store.findPlan(digest)) }
}

function withoutHistory(store: Store, { id }: Run): Partial<Store> {
  return { history: async (run, which) => (run === id ? [] : await store.history(run, which)) }
}
