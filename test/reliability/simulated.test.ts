import { describe, expect, it } from 'vitest'
import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { err, ok } from '../../src/core/basics/result.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { runStatus } from '../../src/core/run/run.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import type { TaskAnswer } from '../../src/core/run/task.ts'
import { createTriggers } from '../../src/engine/create-triggers.ts'
import { StoreError } from '../../src/engine/store.ts'
import type { TriggerKeeper } from '../../src/engine/trigger-keeper.ts'
import { checkHistory } from '../history/check-history.ts'
import { readStored } from '../history/read-stored.ts'
import { createHouse } from '../simulation/house.ts'
import { simulate } from '../simulation/simulate.ts'
import { BEGINNING, createWorld } from '../simulation/world.ts'
import type { TestClock, World } from '../support/engine.ts'
import { aClock, answered, aWorld, OWNER_PERSON, runThat, startOf } from '../support/engine.ts'
import { aSchedule, aTriggerRow } from '../support/rows.ts'
import {
  APPROVE,
  after,
  anAnswer,
  anError,
  answerTo,
  aPlan,
  aStage,
  at,
  edit,
  LENA,
  PERSON,
  REJECT,
} from '../support/runs.ts'

const ONE = aPlan([aStage('a', { timeoutMs: null })])

async function factsOf(store: MemoryStore, run: RunId): Promise<readonly RunEvent[]> {
  return (await store.history(run, { after: 0, also: [] })).map(({ event }) => event)
}

async function countOf(store: MemoryStore, run: RunId, type: RunEvent['type']): Promise<number> {
  return (await factsOf(store, run)).filter((event) => event.type === type).length
}

/** What the promises say about a store that one run was started in, and nothing else was asked. */
async function contradictions({ store, engine }: World, now: Timestamp, run: RunId): Promise<readonly string[]> {
  const requests = [{ wish: { type: 'start', run, inputs: {} }, told: 'accepted' }] as const
  return checkHistory({ stored: await readStored(store), requests, effects: [], now, owner: engine.owner })
}

/** A performer whose first attempt ends when it is told to. What it is told counts for those after it too. */
function aHeldPerformer() {
  const { promise, resolve } = Promise.withResolvers<AttemptResult>()
  return { script: () => promise, end: resolve }
}

describe('REL-02 a recovery beside a run that comes to wait', () => {
  /** Store calls of the process that recovers; the wait comes before each of them in turn, and after them. */
  const CALLS_MAX = 12
  const WAITS: readonly (readonly [string, AttemptResult])[] = [
    ['for a person', { type: 'answered', answer: anAnswer({ confidence: 0.1 }) }],
    ['for its next try', { type: 'failed', error: anError() }],
  ]
  const PLAN = aPlan([aStage('a', { gate: { kind: 'threshold', threshold: 0.9 } })])

  it.each(WAITS)('REL-02 %s: whoever is first, nothing has crashed', async (_, result) => {
    for (let call = 0; call <= CALLS_MAX; call += 1) {
      const clock = aClock(at(0))
      const store = createMemoryStore()
      const held = aHeldPerformer()
      const old = aWorld({ store, clock, script: held.script })
      const { id } = await startOf(old, PLAN)
      const comesToWait = async (): Promise<void> => {
        held.end(result)
        await old.engine.drain()
      }
      const next = aWorld({ store: beforeCall(store, call, comesToWait), clock, prefix: 'next', script: () => result })
      await next.engine.recover()
      await next.engine.drain()
      await comesToWait()
      await old.engine.close()
      clock.set(at(2))
      // What it remembers of the run may be old: the first look notices, the second one acts.
      for (let looks = 0; looks < 2; looks += 1) {
        await next.engine.recover()
        await next.engine.drain()
      }
      const found = await next.store.findRun(id)
      expect(['waiting', 'running']).toContain(found?.row.status)
      expect(await contradictions(next, at(2), id)).toEqual([])
      await next.engine.close()
    }
  })
})

type StoreCall = 'append' | 'findRun' | 'history' | 'findPlan' | 'due'

/** Does something before the n-th call that an engine makes, from 0. */
function beforeCall(store: MemoryStore, n: number, act: (call: StoreCall) => Promise<void>): MemoryStore {
  let calls = 0
  const passing =
    <A extends readonly unknown[], R>(name: StoreCall, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls += 1
      if (calls === n + 1) await act(name)
      return await call(...args)
    }
  return {
    ...store,
    append: passing('append', store.append),
    findRun: passing('findRun', store.findRun),
    history: passing('history', store.history),
    findPlan: passing('findPlan', store.findPlan),
    due: passing('due', store.due),
  }
}

describe('REL-10 a wait', () => {
  const [SECOND, HOUR, DAY] = [1_000, 3_600_000, 24 * 3_600_000]
  const WAITS: readonly (readonly [string, number])[] = [
    ['1 s', SECOND],
    ['64 s', 64 * SECOND],
    ['66 s', 66 * SECOND],
    ['1 h', HOUR],
    ['40 d', 40 * DAY],
    ['400 d', 400 * DAY],
  ]

  it.each(WAITS)('REL-10 of %s ends on time, over two restarts', async (_, ms) => {
    const world = createWorld(1, {})
    const { timeline, disk, ids } = world
    const house = createHouse({ world, planFor: async () => err('no schedule') })
    house.start()
    const escalation = { to: ['human:lena'], slaMs: ms, onBreach: [] }
    const plan = aPlan([aStage('ask', { primary: PERSON, escalation })])
    const engine = house.living()?.engine
    if (engine === undefined) throw new Error('No process lives')
    const starting = startOf({ engine, ids }, plan)
    await timeline.runUntil(addMs(BEGINNING, 100))
    const { id } = await starting
    for (const share of [0.3, 0.99]) {
      house.strike()
      // Most of a long wait nothing runs: the wait is a row, and nobody has to be there for it.
      timeline.jump(Math.max(0, ms * share - (timeline.now() - BEGINNING)))
      await timeline.runUntil(addMs(timeline.now(), 1))
    }
    house.start()
    await timeline.runUntil(addMs(BEGINNING, ms - 1))
    expect(await countOf(disk, id, 'task-overdue')).toBe(0)
    await timeline.runUntil(addMs(BEGINNING, ms + SECOND))
    const [reminder] = (await factsOf(disk, id)).filter(({ type }) => type === 'task-overdue')
    const [opened] = (await factsOf(disk, id)).flatMap((event) => (event.type === 'task-opened' ? [event] : []))
    const late = (reminder?.at ?? 0) - (opened?.due ?? 0)
    expect([late >= 0, late < SECOND]).toEqual([true, true])
  })
})

const HOURLY = aTriggerRow({
  id: 'demo/hourly',
  definition: aSchedule({ id: 'hourly', cron: '0 * * * *', timezone: 'UTC', inputs: {} }),
  nextFireAt: at(60),
})

interface Scheduled extends World {
  readonly clock: TestClock
  readonly keeper: TriggerKeeper
}

interface ScheduledOptions {
  readonly store: MemoryStore
  readonly clock: TestClock
  readonly plan: Plan
  readonly script?: () => AttemptResult | Promise<AttemptResult>
  readonly prefix?: string
}

function scheduled({ plan, script = () => answered(), ...options }: ScheduledOptions): Scheduled {
  const world = aWorld({ ...options, script })
  const parts = {
    ...options,
    engine: world.engine,
    reader: options.store,
    ids: world.ids,
    planFor: async () => ok(plan),
  }
  return { ...world, clock: options.clock, keeper: createTriggers(parts).keeper }
}

async function look({ engine, keeper }: Scheduled): Promise<void> {
  await engine.recover(keeper)
  await engine.drain()
}

describe('REL-16 a failure on the way of a firing', () => {
  /** More calls than a firing makes. */
  const CALLS_MAX = 8
  const FAILURES: readonly (readonly [string, () => Error])[] = [
    ['a full disk', () => new StoreError('full', new Error('no space'))],
    ['an unknown outcome', () => new StoreError('unknown', new Error('fsync'))],
    ['an error that nobody knows', () => new Error('disk I/O error')],
  ]

  it.each(FAILURES)(
    'REL-16 %s at any store call leaves the schedule armed and the instant decided once',
    async (_, make) => {
      const failed = new Set<StoreCall>()
      for (let call = 0; call <= CALLS_MAX; call += 1) {
        const [store, clock] = [createMemoryStore(), aClock(at(60))]
        await store.append([{ triggers: [HOURLY] }])
        const failing = beforeCall(store, call, async (name) => {
          failed.add(name)
          throw make()
        })
        await look(scheduled({ store: failing, clock, plan: ONE }))
        await look(scheduled({ store, clock, plan: ONE, prefix: 'next' }))
        expect(await store.listTriggers()).toMatchObject([{ enabled: true, nextFireAt: at(120) }])
        expect(await store.listFirings(null, 9)).toMatchObject([{ instant: at(60), outcome: { type: 'run' } }])
        expect(await store.listRuns({ limit: 9 })).toHaveLength(1)
      }
      expect([...failed]).toEqual(expect.arrayContaining(['append', 'due', 'findRun']))
    },
  )
})

describe('REL-17 a process that is slow, not dead', () => {
  it('REL-17 completes what another has completed: that is booked, and nothing else', async () => {
    const [store, clock, held] = [createMemoryStore(), aClock(at(0)), aHeldPerformer()]
    const slow = aWorld({ store, clock, script: held.script })
    const { id } = await startOf(slow, ONE)
    const next = aWorld({ store, clock, prefix: 'next' })
    await next.engine.recover()
    await next.engine.drain()
    clock.set(at(5))
    await next.engine.recover()
    const done = await runThat(next, id, (run) => runStatus(run) === 'succeeded')
    held.end({ type: 'failed', error: anError({ cost: { basis: 'reported', currency: 'GBP', microUnits: 7 } }) })
    await slow.engine.drain()
    expect((await factsOf(store, id)).slice(done.version)).toMatchObject([
      { type: 'attempt-late', cost: { microUnits: 7 } },
    ])
    const found = await store.findRun(id)
    expect(found?.row).toMatchObject({ status: 'succeeded', finishedAt: at(5), version: done.version + 1 })
    expect(await contradictions(next, at(5), id)).toEqual([])
    await slow.engine.close()
  })
})

describe('REL-19 everything is delivered twice', () => {
  const TWICE = { 'a wake-up that comes twice': 1, 'a result that comes twice': 1, 'a command that comes twice': 1 }

  it.each([1, 2, 3, 4, 5, 6])('REL-19 in world %i nothing happens twice', async (seed) => {
    const { violations, faults } = await simulate(seed, seed % 2 === 0 ? 'liveness' : 'safety', TWICE)
    expect(violations).toEqual([])
    for (const fault of Object.keys(TWICE) as (keyof typeof TWICE)[]) expect(faults[fault]).toBeGreaterThan(0)
  })
})

describe('REL-20 the run before an instant', () => {
  const ASKING = aPlan([aStage('ask', { primary: PERSON })])
  const FAILING = aPlan([aStage('a', { onError: 'fail', retry: { ...aStage('x').retry, maximumAttempts: 1 } })])
  const broken = (): AttemptResult => ({ type: 'failed', error: anError() })
  const ENDS: readonly (readonly [string, Plan, (office: Scheduled, run: RunId) => Promise<unknown>])[] = [
    ['succeeded', ASKING, (office, run) => answer(office, run, APPROVE)],
    ['rejected', ASKING, (office, run) => answer(office, run, REJECT)],
    ['failed', FAILING, async () => undefined],
    ['canceled', ASKING, ({ engine }, run) => engine.command(run, { type: 'cancel-run', by: LENA, note: '' })],
  ]

  async function answer({ engine, store }: Scheduled, run: RunId, given: TaskAnswer): Promise<void> {
    const [task] = await store.listTasks({ run, status: 'open', offset: 0, limit: 1 })
    if (task === undefined) throw new Error('Nobody is asked')
    await engine.command(run, await answerTo(engine, task.id, given))
  }

  it.each(ENDS)('REL-20 that %s lets the schedule go on', async (status, plan, end) => {
    const [store, clock] = [createMemoryStore(), aClock(at(60))]
    await store.append([{ triggers: [HOURLY] }])
    const office = scheduled({ store, clock, plan, script: broken })
    await look(office)
    const [first] = await store.listRuns({ limit: 1 })
    if (first === undefined) throw new Error('Nothing was started')
    await end(office, first.id)
    clock.set(at(120))
    // Not the process that saw the run end: what lets the schedule go on is in the run, not in a lock.
    await look(scheduled({ store, clock, plan, script: broken, prefix: 'next' }))
    expect((await store.findRun(first.id))?.row.status).toBe(status)
    expect(await store.listFirings(null, 9)).toMatchObject([{ outcome: { type: 'run' } }, { outcome: { type: 'run' } }])
  })

  it('REL-20 that is open holds it back, and is recorded', async () => {
    const [store, clock] = [createMemoryStore(), aClock(at(60))]
    await store.append([{ triggers: [HOURLY] }])
    const office = scheduled({ store, clock, plan: ASKING })
    await look(office)
    clock.set(at(120))
    await look(office)
    expect(await store.listFirings(null, 9)).toMatchObject([
      { instant: at(120), outcome: { type: 'skipped', reason: 'overlap' } },
      { instant: at(60), outcome: { type: 'run' } },
    ])
  })
})

describe('REL-23 a recovery', () => {
  const [RUNS, PLAN] = [20, aPlan([aStage('a', { timeoutMs: null }), aStage('b', { dependsOn: after('a') })])]

  async function leftBehind(store: MemoryStore, clock: TestClock): Promise<readonly RunId[]> {
    const dead = aWorld({ store, clock, script: () => new Promise(() => undefined) })
    return (await Promise.all(Array.from({ length: RUNS }, () => startOf(dead, PLAN)))).map(({ id }) => id)
  }

  it('REL-23 that is asked for twice at the same time takes up each attempt once', async () => {
    const [store, clock] = [createMemoryStore(), aClock(at(0))]
    const runs = await leftBehind(store, clock)
    const next = aWorld({ store, clock, prefix: 'next' })
    await Promise.all([next.engine.recover(), next.engine.recover()])
    await next.engine.drain()
    for (const run of runs) expect(await countOf(store, run, 'attempt-lost')).toBe(1)
  })

  it('REL-23 of two processes at the same time ends every run once', async () => {
    const [store, clock] = [createMemoryStore(), aClock(at(0))]
    const runs = await leftBehind(store, clock)
    const [left, right] = [aWorld({ store, clock, prefix: 'left' }), aWorld({ store, clock, prefix: 'right' })]
    await Promise.all([left.engine.recover(), right.engine.recover()])
    await Promise.all([left.engine.drain(), right.engine.drain()])
    await left.engine.close()
    for (let minute = 1; minute <= 5; minute += 1) {
      clock.set(at(minute))
      await right.engine.recover()
      await right.engine.drain()
    }
    const statuses = (await store.listRuns({ limit: RUNS })).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set(['succeeded']))
    for (const run of runs) expect(await countOf(store, run, 'run-finished')).toBe(1)
    const requests = runs.map((run) => ({ wish: { type: 'start', run, inputs: {} }, told: 'accepted' }) as const)
    const evidence = { stored: await readStored(store), requests, effects: [], now: at(5), owner: right.engine.owner }
    expect(checkHistory(evidence)).toEqual([])
  })
})

describe('REL-26 the end of a run', () => {
  const ENDS: readonly (readonly [string, Plan, (world: World, run: RunId) => Promise<unknown>])[] = [
    ['a machine', ONE, async () => undefined],
    ['a person', aPlan([aStage('ask', { primary: PERSON })]), decide],
    ['a cancellation', aPlan([aStage('ask', { primary: PERSON })]), cancel],
  ]

  async function decide({ engine, store }: World, run: RunId): Promise<void> {
    const [task] = await store.listTasks({ run, status: 'open', offset: 0, limit: 1 })
    if (task !== undefined) await engine.command(run, await answerTo(engine, task.id, edit({})))
  }

  async function cancel({ engine }: World, run: RunId): Promise<void> {
    await engine.command(run, { type: 'cancel-run', by: LENA, note: '' })
  }

  it.each(ENDS)('REL-26 by %s is written with the end of its last stage', async (_, plan, end) => {
    const world = aWorld()
    const started = await world.engine.start({
      id: 'run-1' as RunId,
      plan,
      inputs: {},
      by: OWNER_PERSON,
      cause: { type: 'manual' },
    })
    if (!started.ok) throw new Error(started.error.code)
    await end(world, started.value.id)
    await world.engine.drain()
    const changes = world.writes.flat().flatMap(({ run }) => (run === undefined ? [] : [run]))
    const ending = changes.filter(({ events }) => events.some(({ type }) => type === 'stage-settled'))
    expect(ending).toHaveLength(1)
    expect(ending[0]?.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['stage-settled', 'run-finished']))
    expect(ending[0]).toMatchObject({
      row: { active: [], owner: null },
      receipts: [{ kind: 'stage' }, { kind: 'run' }],
    })
  })
})
