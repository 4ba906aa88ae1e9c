import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { OwnerId, RunId } from '../../src/core/run/ids.ts'
import type { Run } from '../../src/core/run/run.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { statusOf } from '../../src/core/run/stage-run.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { Transition } from '../../src/engine/store.ts'
import { StoreError } from '../../src/engine/store.ts'
import type { Script } from '../support/engine.ts'
import { aClock, aClockFrom, answered, aWorld, finished, runThat, startOf } from '../support/engine.ts'
import { after, anAnswer, anError, answerTo, aPlan, aRun, aStage, at, edit, LENA, PERSON } from '../support/runs.ts'

/** Thirty megabytes of outputs are written and hashed, on a machine that may be busy. */
const MEGABYTES_MS = 60_000
const CANCEL = { type: 'cancel-run', by: LENA, note: '' } as const
const ONE = aPlan([aStage('a')])
const ASKING = aPlan([aStage('a', { primary: PERSON })])

function statusIn(run: Run, index = 0): string {
  return statusOf(stageAt(run.stages, index))
}

/** A disk that is full from the write that `starts` until it is told that there is space. */
function aFullDisk(starts: (transitions: readonly Transition[]) => boolean) {
  let [full, space] = [false, false]
  return {
    beforeAppend: (transitions: readonly Transition[]) => {
      full ||= starts(transitions)
      if (full && !space) throw new StoreError('full', new Error('no space'))
    },
    makeSpace: () => {
      space = true
    },
  }
}

function writesAnswer(transitions: readonly Transition[]): boolean {
  return transitions.some(({ run }) => run?.events.some(({ type }) => type === 'attempt-answered'))
}

describe('a disk that is full', () => {
  it('[EN6] keeps what an attempt gave until there is space', async () => {
    const disk = aFullDisk(writesAnswer)
    const world = aWorld({ beforeAppend: disk.beforeAppend, script: () => answered({ sent: 1 }) })
    const run = await startOf(world, aPlan([aStage('a', { effect: 'once-or-ask', timeoutMs: null })]))
    await world.engine.drain()
    expect(world.problems).toMatchObject([{ outcome: 'full' }])
    disk.makeSpace()
    await world.engine.recover()
    expect(stageAt((await finished(world, run.id)).stages, 0).outputs?.value).toEqual({ sent: 1 })
    expect(world.assignments).toHaveLength(1)
  })

  it('[EN6] keeps what an attempt gave until its run can be read', async () => {
    const disk = createMemoryStore()
    const { promise, resolve } = Promise.withResolvers<AttemptResult>()
    let [full, unreadable] = [false, false]
    const findRun = async (id: RunId) => {
      if (unreadable) throw new Error('disk I/O error')
      return await disk.findRun(id)
    }
    const beforeAppend = (): void => {
      if (full) throw new StoreError('full', new Error('no space'))
    }
    const world = aWorld({ store: { ...disk, findRun }, beforeAppend, script: () => promise })
    const run = await startOf(world, aPlan([aStage('a', { effect: 'once-or-ask', timeoutMs: null })]))
    full = true
    await expect(world.engine.command(run.id, { type: 'pause-run', by: LENA })).rejects.toThrow('The disk is full')
    ;[full, unreadable] = [false, true]
    resolve(answered())
    await world.engine.drain()
    unreadable = false
    await world.engine.recover()
    await world.engine.drain()
    expect((await disk.findRun(run.id))?.row.status).toBe('succeeded')
  })

  it('[EN6] fails rows that belong to no run too', async () => {
    const disk = aFullDisk(() => true)
    const world = aWorld(disk)
    await expect(world.engine.write({ triggers: [] })).rejects.toThrow('The disk is full')
  })

  it('[EN6] begins again what nobody asked for and could not be written', async () => {
    const clock = aClock(at(0))
    const disk = aFullDisk((transitions) => transitions.some((transition) => transition.run?.row.updatedAt === at(1)))
    const world = aWorld({ clock, beforeAppend: disk.beforeAppend, script: failOnce() })
    const run = await startOf(world, ONE)
    await runThat(world, run.id, (now) => statusIn(now) === 'backing-off')
    clock.set(at(1))
    await world.engine.recover()
    await world.engine.drain()
    expect(world.problems).toHaveLength(1)
    disk.makeSpace()
    await world.engine.recover()
    expect(runStatus(await finished(world, run.id))).toBe('succeeded')
  })
})

function failOnce() {
  let attempts = 0
  return (): AttemptResult => {
    attempts += 1
    return attempts === 1 ? { type: 'failed', error: anError() } : answered()
  }
}

describe('an attempt', () => {
  it('[EN11] whose context is gone never began: it is not a case of "nobody knows"', async () => {
    const module = { ref: 'ctx:tone', title: 'Tone', sha256: 'c0ffee', tokens: 2 }
    const stage = aStage('a', {
      effect: 'once-or-ask',
      context: { budgetTokens: 10, usedTokens: 2, modules: [module], omitted: [] },
      retry: { ...aStage('x').retry, maximumAttempts: 1 },
    })
    const world = aWorld()
    const run = await startOf(world, aPlan([stage]))
    const waiting = await runThat(world, run.id, (now) => runStatus(now) === 'waiting')
    expect(stageAt(waiting.stages, 0).tasks[0]).toMatchObject({
      reason: 'error',
      because: 'A file that the plan was made from is gone (c0ffee). Restore it, or start a new run.',
    })
  })

  it('[EN11] whose performer throws something else than an error says what it threw', async () => {
    const world = aWorld({
      script: () => {
        throw 'no luck' as unknown as Error
      },
    })
    const run = await startOf(world, aPlan([aStage('a', { retry: { ...aStage('x').retry, maximumAttempts: 1 } })]))
    const waiting = await runThat(world, run.id, (now) => runStatus(now) === 'waiting')
    expect(stageAt(waiting.stages, 0).tasks[0]?.because).toBe('Sort a message broke: no luck')
  })

  it('[EN11] whose inputs can not be made never begins: a person is asked', async () => {
    const world = aWorld()
    const run = await startOf(world, aPlan([aStage('a', { inputs: { text: '${{ inputs.nobody }}' } }), aStage('b')]))
    const waiting = await runThat(world, run.id, (now) => statusIn(now, 1) === 'succeeded')
    expect(stageAt(waiting.stages, 0).tasks[0]?.reason).toBe('error')
    expect(world.assignments).toHaveLength(1)
  })

  it('[EN5] whose result can not be decided on is a problem', async () => {
    const world = aWorld({
      beforeAppend: (transitions) => {
        if (writesAnswer(transitions)) throw new TypeError('a bug')
      },
    })
    await startOf(world, ONE)
    await world.engine.drain()
    expect(world.problems).toEqual([new TypeError('a bug'), new TypeError('a bug')])
  })

  it('[EN5] that must not begin, since its inputs have changed, keeps nothing else waiting', async () => {
    const clock = aClock(at(0))
    const stages = [
      aStage('a', { primary: PERSON }),
      aStage('b', { inputs: { seen: '${{ stages.a.outcome }}' } }),
      aStage('c', { dependsOn: after('a') }),
    ]
    const fail = failOnce()
    const world = aWorld({ clock, script: ({ stage }) => (stage === 'b' ? fail() : answered()) })
    const run = await startOf(world, aPlan(stages))
    await runThat(world, run.id, (now) => statusIn(now, 1) === 'backing-off')
    clock.set(at(1))
    const decided = await world.engine.command(run.id, await answerTo(world.engine, `${run.id}.a.1` as never, edit({})))
    expect(decided).toMatchObject({ ok: true })
    await runThat(world, run.id, (now) => statusIn(now, 2) === 'succeeded')
  })
})

describe('another writer', () => {
  it('[EN7] that was first with the same start makes it fail', async () => {
    const store = createMemoryStore()
    const world = aWorld({ store, beforeAppend: (transitions) => void store.append(transitions) })
    await expect(startOf(world, ONE, 'r1' as RunId)).rejects.toThrow('started by another process')
  })

  it('[EN7] that was first with the same retry makes it fail', async () => {
    const store = createMemoryStore()
    const first = aWorld({ store })
    const run = await startOf(first, ONE, 'r1' as RunId)
    await finished(first, run.id)
    const world = aWorld({ store, prefix: 'two', beforeAppend: (transitions) => void store.append(transitions) })
    const order = { id: 'r2' as RunId, from: 'a' as StageId, by: LENA }
    await expect(world.engine.retry(run.id, order)).rejects.toThrow('started by another process')
  })

  it('[EN7] that was first with the same rows makes them stale', async () => {
    const world = aWorld()
    const version = {
      workflow: 'w',
      number: 1,
      digest: 'd',
      name: 'W',
      collection: '',
      file: 'w.yaml',
      text: '',
      status: 'published',
      at: at(0),
      by: LENA,
    } as never
    expect(await world.engine.write({ version })).toBe('appended')
    expect(await world.engine.write({ version })).toBe('stale')
  })

  it('[EN7] that is always first makes a command fail, and no other', async () => {
    const disk = createMemoryStore()
    const [run, other] = [
      await startOf(aWorld({ store: disk }), ASKING),
      await startOf(aWorld({ store: disk, prefix: 'other' }), ASKING),
    ]
    let decisions = 0
    const append: typeof disk.append = async (transitions) => {
      const refused = transitions.filter((transition) => transition.run?.row.id === run.id)
      decisions += refused.length
      if (refused.length === 0) return await disk.append(transitions)
      return transitions.map(() => ({ type: 'stale' }))
    }
    const world = aWorld({ store: { ...disk, append }, prefix: 'late' })
    await expect(world.engine.command(run.id, CANCEL)).rejects.toThrow('changed by another writer 10 times')
    expect(decisions).toBe(10)
    expect(await world.engine.command(other.id, CANCEL)).toMatchObject({ ok: true })
  })

  it('[EN7] a run that nobody asked about and that another writer changed is looked at again', async () => {
    const store = createMemoryStore()
    const clock = aClock(at(0))
    const one = aWorld({ store, clock, script: failOnce() })
    const run = await startOf(one, ONE)
    await runThat(one, run.id, (now) => statusIn(now) === 'backing-off')
    const two = aWorld({ store, clock, prefix: 'two' })
    await two.engine.command(run.id, { type: 'request-check', stage: 'a' as StageId, by: LENA, note: '' })
    clock.set(at(1))
    await one.engine.recover()
    await one.engine.drain()
    expect(await one.engine.findRun(run.id)).toMatchObject({ version: run.version + 4 })
  })
})

it('[EN5] however many runs can not be read, the others are taken up', async () => {
  const disk = createMemoryStore()
  const before = aWorld({ store: disk, slots: 1_000, script: () => new Promise(() => undefined) })
  for (let n = 0; n < 300; n += 1) await startOf(before, ONE)
  const good = await startOf(before, ONE)
  const history: typeof disk.history = async (id, which) => (id === good.id ? await disk.history(id, which) : [])
  const world = aWorld({ store: { ...disk, history }, prefix: 'later' })
  await world.engine.recover()
  expect(runStatus(await finished(world, good.id))).toBe('succeeded')
  expect(world.problems).toHaveLength(300)
})

it('[EN14] keeps runs in memory by what they carry, and none that has ended', { timeout: MEGABYTES_MS }, async () => {
  const disk = createMemoryStore()
  const read: RunId[] = []
  const findRun = async (id: RunId) => {
    read.push(id)
    return await disk.findRun(id)
  }
  const world = aWorld({ store: { ...disk, findRun }, script: () => answered({ text: 'x'.repeat(200_000) }) })
  const ended = await startOf(world, ONE)
  const waiting = aPlan([aStage('a'), aStage('b', { dependsOn: after('a'), primary: PERSON })])
  const runs: RunId[] = []
  for (let n = 0; n < 170; n += 1) runs.push((await startOf(world, waiting)).id)
  await world.engine.drain()
  read.splice(0)
  for (const id of [ended.id, ...runs.slice(0, 1), ...runs.slice(-1)]) await world.engine.findRun(id)
  expect(read).toEqual([ended.id, runs[0]])
})

it('[EN12] two runs that take up the same one have keys of their own', async () => {
  const world = aWorld()
  const run = await startOf(world, aPlan([aStage('a', { effect: 'once-or-ask' })]))
  await world.engine.drain()
  for (const id of ['r1', 'r2']) await world.engine.retry(run.id, { id: id as RunId, from: 'a' as StageId, by: LENA })
  await world.engine.drain()
  expect(new Set(world.assignments.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3)
})

it('[EN15] a deadline is seen however many runs wait for a slot', async () => {
  const [store, clock] = [createMemoryStore(), aClock(at(0))]
  const fail = (): AttemptResult => ({ type: 'failed', error: anError() })
  const before = aWorld({ store, clock, slots: 1_000, script: fail })
  for (let n = 0; n < 300; n += 1) await startOf(before, ONE)
  const asked = await startOf(before, ASKING)
  await before.engine.drain()
  clock.set(at(5 * 60))
  const world = aWorld({ store, clock, slots: 0, prefix: 'later' })
  await world.engine.recover()
  await world.engine.drain()
  expect(await store.listTasks({ run: asked.id, offset: 0, limit: 1 })).toMatchObject([{ overdue: true }])
})

describe('a store that is damaged', () => {
  it('[EN5] a run whose plan is missing fails alone', async () => {
    const store = createMemoryStore()
    const run = await startOf(aWorld({ store }), ASKING)
    const world = aWorld({ store: { ...store, findPlan: async () => undefined } })
    await expect(world.engine.findRun(run.id)).rejects.toThrow('The plan')
    await expect(world.engine.command(run.id, CANCEL)).rejects.toThrow('is missing')
  })

  it('[EN5] a run whose facts are missing fails alone', async () => {
    const store = createMemoryStore()
    const ids = Array.from({ length: 40 }, (_, index) => `s${index}`)
    const plan = aPlan([...ids.map((id) => aStage(id)), aStage('last', { primary: PERSON, dependsOn: after(...ids) })])
    const first = aWorld({ store })
    const run = await startOf(first, plan)
    await runThat(first, run.id, (now) => statusIn(now, 40) === 'awaiting-approval')
    const world = aWorld({ store: { ...store, history: async () => [] } })
    await expect(world.engine.findRun(run.id)).rejects.toThrow('Fact 1 of a stored run is missing')
  })

  it('[EN5] a run that can not be attended to leaves the others of its turn alone', async () => {
    const store = createMemoryStore()
    const dead = aWorld({ store, script: () => new Promise(() => undefined) })
    const broken = await startOf(dead, aPlan([aStage('a', { retry: undefined as never })]))
    const fine = await startOf(dead, aPlan([aStage('a', { retry: { ...aStage('x').retry, initialIntervalMs: 1 } })]))
    const world = aWorld({ store, prefix: 'two' })
    await world.engine.recover()
    expect(runStatus(await finished(world, fine.id))).toBe('succeeded')
    expect(world.problems).toEqual([expect.any(TypeError)])
    await expect(world.engine.command(broken.id, { type: 'pause-run', by: LENA })).rejects.toThrow(TypeError)
  })

  it('[EN5] a run that can not be read is a problem where nobody asked about it', async () => {
    const store = createMemoryStore()
    const run = await startOf(aWorld({ store, slots: 0 }), ONE)
    const world = aWorld({ store: { ...store, findPlan: async () => undefined }, prefix: 'two' })
    await world.engine.recover()
    await world.engine.drain()
    expect(world.problems).toMatchObject([{ message: expect.stringContaining('is missing') }])
    expect((await store.findRun(run.id))?.row.status).toBe('running')
  })

  it('[EN6] a store that can not say what is due is asked again', async () => {
    let [asked, broken] = [0, true]
    const store = createMemoryStore()
    const world = aWorld({
      store: {
        ...store,
        due: async (question) => {
          asked += 1
          if (broken) throw new StoreError('full', new Error('no space'))
          return await store.due(question)
        },
      },
    })
    await world.engine.recover()
    expect(world.problems).toMatchObject([{ outcome: 'full' }])
    broken = false
    await world.engine.recover()
    expect(asked).toBe(2)
    await world.engine.close()
  })
})

describe('many runs', () => {
  it('[EN8] those that wait for a slot are found once one is free, also after a restart', async () => {
    const store = createMemoryStore()
    const first = aWorld({ store, slots: 0 })
    const runs = await Promise.all(Array.from({ length: 5 }, () => startOf(first, ONE)))
    const second = aWorld({ store, slots: 2, prefix: 'second' })
    await second.engine.recover()
    for (const { id } of runs) expect(runStatus(await finished(second, id))).toBe('succeeded')
  })

  it('[EN10] more than one look can hand on are taken up by the looks after it', async () => {
    const store = createMemoryStore()
    const first = aWorld({ store, clock: aClock(at(0)) })
    const runs = await Promise.all(Array.from({ length: 300 }, () => startOf(first, ASKING)))
    const second = aWorld({ store, prefix: 'second', clock: aClockFrom(at(240)) })
    await second.engine.recover()
    for (const { id } of runs) await runThat(second, id, (run) => stageAt(run.stages, 0).tasks[0]?.overdueStep === 1)
    await second.engine.close()
  })

  it('[EN14] those that were not looked at for long are forgotten and read again', async () => {
    const world = aWorld({ slots: 0 })
    const runs = await Promise.all(Array.from({ length: 2_001 }, () => startOf(world, ASKING)))
    const [first] = runs
    expect(await world.engine.findRun(first?.id ?? ('' as RunId))).toEqual(first)
  })

  it('[EN10] a process that was asked about one run leaves those of others alone', async () => {
    const store = createMemoryStore()
    const dead = aWorld({ store, slots: 0 })
    const theirs = await startOf(dead, ONE)
    const world = aWorld({ store, prefix: 'mine', slots: 1 })
    const mine = await Promise.all([startOf(world, ONE), startOf(world, ONE)])
    for (const { id } of mine) await finished(world, id)
    expect((await store.findRun(theirs.id))?.row.status).toBe('running')
  })

  it('[EN10] looks once more for those who asked while it was looking', async () => {
    const store = createMemoryStore()
    const run = await startOf(aWorld({ store, slots: 0 }), ONE)
    const world = aWorld({ store, prefix: 'second' })
    await Promise.all([world.engine.recover(), world.engine.recover()])
    expect(runStatus(await finished(world, run.id))).toBe('succeeded')
  })

  it('[EN10] a run that nothing can be done for now is left as it is', async () => {
    const world = aWorld()
    const run = await startOf(world, ASKING)
    const before = world.writes.length
    await world.engine.recover()
    await world.engine.drain()
    expect(world.writes).toHaveLength(before)
    expect((await world.store.due({ now: at(0), owner: 'x' as OwnerId, limit: 1 })).ready).toEqual([])
    expect(runStatus(run)).toBe('waiting')
  })
})

describe('the rows that lists read', () => {
  it('[EN1] say what the run and its tasks say', async () => {
    const script: Script = () => ({ type: 'answered', answer: anAnswer({ confidence: 0.5 }) })
    const world = aWorld({ script, clock: aClock(at(0)) })
    const stage = aStage('a', { gate: { kind: 'threshold', threshold: 0.85 } })
    const plan = aPlan([stage, aStage('b', { primary: PERSON })])
    const workflow = { ...plan.workflow, venture: 'shop' }
    const started = await world.engine.start({
      id: 'r1' as RunId,
      plan: { ...plan, workflow },
      inputs: {},
      by: LENA,
      cause: { type: 'manual' },
      title: 'order 7',
    })
    expect(started).toMatchObject({ ok: true })
    await runThat(world, 'r1' as RunId, (run) => statusIn(run) === 'awaiting-approval')
    expect(await world.store.listRuns({ limit: 1 })).toMatchObject([{ title: 'order 7', venture: 'shop' }])
    expect(await world.store.listTasks({ status: 'open', offset: 0, limit: 9 })).toMatchObject([
      { stage: 'a', runTitle: 'order 7', confidence: 0.5, threshold: 0.85, answer: null, decidedBy: null },
      { stage: 'b', confidence: null, threshold: null },
    ])
  })
})

it('[EN1] tells listeners until they stop listening', async () => {
  const world = aWorld()
  const heard: number[] = []
  const stop = world.engine.onCommit((position) => heard.push(position))
  const run = await startOf(world, ASKING)
  stop()
  await world.engine.command(run.id, CANCEL)
  expect(heard).toEqual([aRun(ASKING).history.length])
})
