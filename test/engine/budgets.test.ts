import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { Result } from '../../src/core/basics/result.ts'
import { ok } from '../../src/core/basics/result.ts'
import type { Claim } from '../../src/core/budget/grant-claim.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { NoRoom, Reservation } from '../../src/engine/ports.ts'
import { createPurses } from '../../src/engine/purse.ts'
import { createTill } from '../../src/engine/till.ts'
import type { World } from '../support/engine.ts'
import { aClock, answered, aWorld, finished, OWNER_PERSON, startOf } from '../support/engine.ts'
import { aPlan, aRun, aStage, at } from '../support/runs.ts'

/** Worth making for 100 tokens, and at most four times that. */
const CALL: Claim = { type: 'bounded', least: { tokens: 100, money: null }, most: { tokens: 400, money: null } }
const LARGE: Claim = { ...CALL, least: { tokens: 400, money: null } }
const DAY = { day: { unit: 'tokens', amount: 1_000 } } as const

function factsOf({ writes }: World): readonly RunEvent[] {
  return writes.flat().flatMap((each) => each.run?.events ?? [])
}

function planWith(budget: NonNullable<Plan['budget']>): Plan {
  return aPlan([aStage('a')], { budget })
}

describe('a budget', () => {
  it('[EN34] sets aside what a call may take before it is made, and books what it took', async () => {
    const heard: unknown[] = []
    const world = aWorld({
      script: async ({ reserve }) => {
        const reserved = await reserve(CALL)
        heard.push(reserved, factsOf(world).at(-1))
        if (reserved.ok) reserved.value.settle({ tokens: 120, cost: 'free' })
        return answered()
      },
    })
    const { id } = await startOf(world, planWith({ run: { unit: 'tokens', amount: 350 } }))
    const run = await finished(world, id)
    expect(heard).toEqual([
      { ok: true, value: { tokens: 350, settle: expect.any(Function) } },
      expect.objectContaining({ type: 'budget-claimed', spending: expect.objectContaining({ tokens: 350 }) }),
    ])
    expect(stageAt(run.stages, 0).spending).toMatchObject([{ spending: { tokens: 120 } }])
    const [last] = world.writes.at(-1) ?? []
    expect(last?.run?.events.map(({ type }) => type).slice(0, 2)).toEqual(['budget-claimed', 'attempt-answered'])
  })

  it('[EN34] of what nobody knows afterwards everything that was set aside counts as taken, and twice nothing', async () => {
    const priced = { tokens: 400, money: { currency: 'EUR', microUnits: 9 } }
    const world = aWorld({
      script: async ({ reserve }) => {
        const call = await reserve({ type: 'bounded', least: priced, most: priced })
        if (call.ok) call.value.settle({ tokens: null, cost: null })
        if (call.ok) call.value.settle({ tokens: 5, cost: 'free' })
        const unpriced = await reserve(CALL)
        if (unpriced.ok) unpriced.value.settle({ tokens: 1, cost: null })
        const open = await reserve({ type: 'open' })
        if (open.ok) open.value.settle({ tokens: 2, cost: 'free' })
        expect(open).toMatchObject({ value: { tokens: null } })
        return answered()
      },
    })
    const { id } = await startOf(world, planWith({ run: { unit: 'tokens', amount: 900 } }))
    const { spending } = stageAt((await finished(world, id)).stages, 0)
    expect(spending).toMatchObject([{ spending: { tokens: 403, money: { EUR: 9 }, uncounted: 0, unpriced: 1 } }])
  })

  it('[EN34] without one nothing is written, and as much may be taken as it needs', async () => {
    const world = aWorld({
      script: async ({ reserve }) => {
        const reserved = await reserve(CALL)
        if (reserved.ok) reserved.value.settle({ tokens: 9, cost: 'free' })
        expect(reserved).toMatchObject({ value: { tokens: null } })
        return answered()
      },
    })
    await finished(world, (await startOf(world, aPlan([aStage('a')]))).id)
    expect(factsOf(world).some(({ type }) => type === 'budget-claimed')).toBe(false)
  })

  it('[EN34] says why a call must not be made, also once the attempt is over', async () => {
    const world = aWorld({
      script: async ({ reserve }) => {
        expect(await reserve(LARGE)).toEqual({
          ok: false,
          error: { code: 'budget-exhausted', message: expect.stringContaining('may take 300 tokens') },
        })
        return answered()
      },
    })
    const plan = aPlan([aStage('a', { budget: { unit: 'tokens', amount: 300 } })])
    await finished(world, (await startOf(world, plan)).id)
    const [assignment] = world.assignments
    expect(await assignment?.reserve(CALL)).toEqual({
      ok: false,
      error: { code: 'interrupted', message: expect.stringContaining('is over') },
    })
  })

  it('[EN35] of a day is not given to two runs at once, and is there again after 24 hours', async () => {
    const [clock, store] = [aClock(at(0)), createMemoryStore()]
    const granted: (number | null | string)[] = []
    const world = aWorld({
      clock,
      store,
      script: async ({ reserve }) => {
        granted.push(roomIn(await reserve(CALL)))
        return answered()
      },
    })
    const runs = await Promise.all([1, 2, 3, 4].map(() => startOf(world, planWith(DAY))))
    await Promise.all(runs.map(({ id }) => finished(world, id)))
    expect(granted).toEqual([400, 400, 200, 'budget-exhausted'])
    clock.set(at(24 * 60 + 1))
    await finished(world, (await startOf(world, planWith(DAY))).id)
    expect(granted.at(-1)).toBe(400)
  })
})

it('[EN35] whoever finds a budget set aside for others waits until they know what they took', async () => {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const rooms: unknown[] = []
  const world = aWorld({
    script: async ({ reserve, stage }) => {
      if (stage === 'b') await first.promise
      const reserved = reserve(CALL)
      if (stage === 'b') second.resolve()
      const room = await reserved
      rooms.push(stage, roomIn(room))
      if (stage === 'a') first.resolve()
      if (stage === 'a') await second.promise
      if (room.ok) room.value.settle({ tokens: 10, cost: 'free' })
      if (room.ok) room.value.settle({ tokens: 10, cost: 'free' })
      return answered()
    },
  })
  const plan = aPlan([aStage('a'), aStage('b')], { budget: { run: { unit: 'tokens', amount: 400 } } })
  const run = await finished(world, (await startOf(world, plan)).id)
  expect(rooms).toEqual(['a', 400, 'b', 390])
  expect([0, 1].map((index) => stageAt(run.stages, index).spending)).toMatchObject([
    [{ spending: { tokens: 10 } }],
    [{ spending: { tokens: 10 } }],
  ])
})

it('[EN35] whoever waits for a budget stops waiting when the run is canceled', async () => {
  const asked = Promise.withResolvers<void>()
  const ends: unknown[] = []
  const world = aWorld({
    script: async ({ reserve, stage }, signal) => {
      const reserved = await reserve(CALL)
      if (stage === 'a') asked.resolve()
      ends.push(stage, roomIn(reserved))
      if (stage === 'a') await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return answered()
    },
  })
  const plan = aPlan([aStage('a'), aStage('b')], { budget: { run: { unit: 'tokens', amount: 400 } } })
  const { id } = await startOf(world, plan)
  await asked.promise
  await world.engine.command(id, { type: 'cancel-run', by: OWNER_PERSON, note: '' })
  await world.engine.drain()
  expect(ends).toEqual(['a', 400, 'b', expect.stringMatching(/budget-exhausted|interrupted/)])
})

it('[EN35] whoever waits for the next end hears of it, or of being stopped', async () => {
  const till = createTill()
  const ended = till.nextEnd(new AbortController().signal)
  till.callBegan()
  till.callsEnded(1)
  await ended
  const stop = new AbortController()
  const stopped = till.nextEnd(stop.signal)
  stop.abort()
  await stopped
  expect(till.count()).toEqual({ underWay: 0, ended: 1 })
})

it('[EN34] of a run that is gone nothing is set aside, and what can not be written stays so', async () => {
  const plan = planWith({ run: { unit: 'tokens', amount: 900 } })
  const attempt = { run: 'r' as RunId, stage: 'a' as StageId, fence: 3 }
  const purses = createPurses({ store: createMemoryStore(), clock: aClock(at(0)) })
  const order = { plan, attempt, signal: new AbortController().signal }
  expect(await purses.open({ ...order, ask: async () => undefined }).reserve(CALL)).toEqual({
    ok: false,
    error: { code: 'interrupted', message: 'This run is gone.' },
  })
  const { run } = aRun(plan)
  const answers = [async () => ok(run), async () => Promise.reject(new Error('The disk is full.'))]
  const purse = purses.open({ ...order, ask: async () => (await answers.shift()?.()) ?? undefined })
  const reserved = await purse.reserve(CALL)
  if (!reserved.ok) throw new Error(reserved.error.code)
  reserved.value.settle({ tokens: 1, cost: 'free' })
  await purse.close()
  expect(await purses.open({ ...order, ask: async () => undefined }).reserve(CALL)).toMatchObject({ ok: false })
})

function roomIn(reserved: Result<Reservation, NoRoom>): number | null | string {
  return reserved.ok ? reserved.value.tokens : reserved.error.code
}
