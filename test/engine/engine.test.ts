import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { canonicalJson } from '../../src/core/basics/json.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { statusOf } from '../../src/core/run/stage-run.ts'
import { allStages, stageAt } from '../../src/core/run/stage-table.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import { StoreError } from '../../src/engine/store.ts'
import type { Script } from '../support/engine.ts'
import { aClock, answered, aWorld, finished, runThat, startOf } from '../support/engine.ts'
import {
  APPROVE,
  aCapability,
  after,
  anError,
  answerTo,
  aPlan,
  aStage,
  at,
  LENA,
  PERSON,
  RETRY,
  sha256,
} from '../support/runs.ts'

const CHAIN = aPlan(
  ['a', 'b', 'c', 'd', 'e'].map((id, index, ids) =>
    aStage(id, { dependsOn: after(...ids.slice(index === 0 ? 5 : index - 1, index)) }),
  ),
)
const CANCEL = { type: 'cancel-run', by: LENA, note: '' } as const

/** A performer that does not answer before it is stopped. */
function held(): { readonly script: Script; readonly aborted: () => number } {
  let aborted = 0
  const script: Script = (_, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        aborted += 1
        resolve({ type: 'failed', error: { code: 'stopped', message: 'Stopped.', reach: 'unknown', cost: null } })
      })
    })
  return { script, aborted: () => aborted }
}

describe('turns', () => {
  it('[EN2] runs a chain of five stages in six commits', async () => {
    const world = aWorld()
    const run = await startOf(world, CHAIN)
    expect(runStatus(await finished(world, run.id))).toBe('succeeded')
    expect(world.writes).toHaveLength(6)
  })

  it('[EN1] writes what is asked together in one transaction', async () => {
    const world = aWorld()
    await Promise.all(Array.from({ length: 50 }, () => startOf(world, CHAIN)))
    expect(world.writes[0]).toHaveLength(50)
  })

  it('[EN1] answers nothing that is not written', async () => {
    const world = aWorld({
      beforeAppend: () => {
        throw new StoreError('full', new Error('no space'))
      },
    })
    await expect(startOf(world, CHAIN)).rejects.toThrow('The disk is full')
    expect(await world.store.listRuns({ limit: 10 })).toEqual([])
  })

  it('[EN3] gives the first run back when it is started again', async () => {
    const world = aWorld()
    const [first, same] = await Promise.all([
      startOf(world, CHAIN, 'r1' as RunId),
      startOf(world, CHAIN, 'r1' as RunId),
    ])
    await finished(world, first.id)
    const again = await startOf(world, CHAIN, 'r1' as RunId)
    expect([same?.id, again.id]).toEqual(['r1', 'r1'])
    expect(await world.store.listRuns({ limit: 10 })).toHaveLength(1)
  })

  it('[EN3] says that there is no such run', async () => {
    const world = aWorld()
    expect(await world.engine.command('none' as RunId, CANCEL)).toBeUndefined()
    expect(
      await world.engine.retry('none' as RunId, { id: 'r2' as RunId, from: 'a' as StageId, by: LENA }),
    ).toBeUndefined()
    expect(await world.engine.findRun('none' as RunId)).toBeUndefined()
  })

  it('[EN30] names the plan of every run by the SHA-256 of its canonical form', async () => {
    const world = aWorld()
    const runs = [await startOf(world, CHAIN), await startOf(world, CHAIN)]
    const digest = sha256(canonicalJson(CHAIN as unknown as Json))
    expect(runs.map(({ planDigest }) => planDigest)).toEqual([digest, digest])
    expect(await world.store.findPlan(digest)).toEqual(CHAIN)
  })

  it('[EN4] writes nothing for a command that is refused', async () => {
    const world = aWorld()
    const run = await startOf(world, CHAIN)
    await finished(world, run.id)
    const before = world.writes.length
    expect(await world.engine.command(run.id, { type: 'pause-run', by: LENA })).toMatchObject({
      error: { code: 'run-finished' },
    })
    expect(world.writes).toHaveLength(before)
  })

  it('[EN4] refuses a start whose inputs do not fit', async () => {
    const world = aWorld()
    const plan = { ...CHAIN, inputs: { message: { schema: { type: 'string' }, required: true } } }
    const started = await world.engine.start({
      id: 'r1' as RunId,
      plan,
      inputs: {},
      by: LENA,
      cause: { type: 'manual' },
    })
    expect(started).toMatchObject({ ok: false, error: { code: 'inputs-invalid' } })
  })

  it('[EN5] fails one damaged run alone', async () => {
    const world = aWorld()
    const healthy = await startOf(world, aPlan([aStage('a', { primary: PERSON })]))
    const store = {
      ...world.store,
      findRun: async (id: RunId) => {
        if (id === 'broken') throw new Error('damaged')
        return await world.store.findRun(id)
      },
    }
    const second = aWorld({ store, prefix: 'second' })
    const [broken, fine] = await Promise.allSettled([
      second.engine.command('broken' as RunId, CANCEL),
      second.engine.command(healthy.id, CANCEL),
    ])
    expect(broken).toMatchObject({ status: 'rejected' })
    expect(fine).toMatchObject({ status: 'fulfilled', value: { ok: true } })
  })

  it('[EN6] goes on when there is space again', async () => {
    let full = true
    const world = aWorld({
      beforeAppend: () => {
        if (full) throw new StoreError('full', new Error('no space'))
      },
    })
    await expect(startOf(world, CHAIN)).rejects.toThrow()
    full = false
    expect(runStatus(await finished(world, (await startOf(world, CHAIN)).id))).toBe('succeeded')
    expect(world.problems).toHaveLength(1)
  })

  it('[EN6] ends the process when nobody knows what was saved', async () => {
    const world = aWorld({
      beforeAppend: () => {
        throw new StoreError('unknown', new Error('EIO'))
      },
    })
    await expect(startOf(world, CHAIN)).rejects.toThrow('Nobody knows')
    expect(world.fatal).toHaveLength(1)
  })

  it('[EN7] decides again when another writer was first', async () => {
    const store = createMemoryStore()
    const [one, two] = [aWorld({ store }), aWorld({ store, prefix: 'two' })]
    const run = await startOf(one, aPlan([aStage('a', { primary: PERSON })]))
    await two.engine.command(run.id, { type: 'pause-run', by: LENA })
    const resumed = await one.engine.command(run.id, { type: 'cancel-run', by: LENA, note: '' })
    expect(resumed).toMatchObject({ ok: true })
    expect((await store.findRun(run.id))?.row.status).toBe('canceled')
  })
})

describe('attempts', () => {
  it('[EN8] performs no more at once than there are slots', async () => {
    let [now, most] = [0, 0]
    const script: Script = async () => {
      now += 1
      most = Math.max(most, now)
      await Promise.resolve()
      now -= 1
      return answered()
    }
    const world = aWorld({ script, slots: 3 })
    const runs = await Promise.all(Array.from({ length: 20 }, () => startOf(world, CHAIN)))
    for (const run of runs) await finished(world, run.id)
    expect(most).toBeLessThanOrEqual(3)
  })

  it('[EN9] stops what is canceled and books what it still gives as late', async () => {
    const { script, aborted } = held()
    const world = aWorld({ script })
    const run = await startOf(world, CHAIN)
    await world.engine.command(run.id, CANCEL)
    const after_ = await runThat(world, run.id, ({ version }) => version > 10)
    expect(aborted()).toBe(1)
    const history = await world.store.history(run.id, { after: 0, also: [] })
    expect(history.at(-1)?.event.type).toBe('attempt-late')
    expect(runStatus(after_)).toBe('canceled')
  })

  it('[EN10] takes up what another process began', async () => {
    const store = createMemoryStore()
    const dead = aWorld({ store, script: held().script })
    const run = await startOf(dead, aPlan([aStage('a', { retry: { ...aStage('x').retry, initialIntervalMs: 1 } })]))
    const next = aWorld({ store, prefix: 'next' })
    await next.engine.recover()
    expect(runStatus(await finished(next, run.id))).toBe('succeeded')
    const types = (await store.history(run.id, { after: 0, also: [] })).map(({ event }) => event.type)
    expect(types).toContain('attempt-lost')
  })

  it('[EN11] a performer that breaks is a failed attempt', async () => {
    const world = aWorld({
      script: () => {
        throw new Error('boom')
      },
    })
    const run = await startOf(world, aPlan([aStage('a', { retry: { ...aStage('x').retry, maximumAttempts: 1 } })]))
    const waiting = await runThat(world, run.id, (now) => runStatus(now) === 'waiting')
    expect(stageAt(waiting.stages, 0).tasks[0]?.because).toBe('Sort a message broke: boom')
  })

  it('[EN11] so is one that is no longer there', async () => {
    const world = aWorld({ script: undefined })
    const run = await startOf(world, aPlan([aStage('a', { retry: { ...aStage('x').retry, maximumAttempts: 1 } })]))
    const waiting = await runThat(world, run.id, (now) => runStatus(now) === 'waiting')
    expect(stageAt(waiting.stages, 0).tasks[0]?.because).toBe('Nothing here can do Sort a message any more.')
  })

  it('[EN18][EN19] writes down what a performer says on its way, and hands it its tools', async () => {
    const tool = aCapability({ ref: 'skill:look-up', name: 'Look up a row' })
    const outputs = { type: 'object', required: ['ok'] }
    const heard: boolean[] = []
    const world = aWorld({
      script: async ({ record }) => {
        heard.push(await record({ type: 'said', text: 'Reading.' }))
        const known = world.writes.flat().flatMap((each) => each.run?.events ?? [])
        heard.push(known.some(({ type }) => type === 'attempt-noted'))
        return answered({ ok: true })
      },
    })
    const run = await startOf(world, aPlan([aStage('a', { tools: [tool, PERSON], outputs })]))
    await finished(world, run.id)
    expect(heard).toEqual([true, true])
    const [assignment] = world.assignments
    expect(assignment).toMatchObject({ tools: [tool], outputs })
    expect(await assignment?.record({ type: 'said', text: 'Too late.' })).toBe(false)
  })

  it('[EN12] hands over inputs, instructions, context, a note and a steady key', async () => {
    let attempts = 0
    const world = aWorld({
      script: () => {
        attempts += 1
        return attempts < 3
          ? { type: 'failed', error: { code: 'x', message: 'x', reach: 'unknown', cost: null } }
          : answered({ ok: true })
      },
    })
    const tone = await world.blobs.put(new TextEncoder().encode('Be brief.'))
    const context = {
      budgetTokens: 10,
      usedTokens: 2,
      modules: [{ ref: 'ctx:tone', title: 'Tone', sha256: tone, tokens: 2 }],
      omitted: [],
    }
    const stage = aStage('a', {
      context,
      instructions: 'Sort it.',
      inputs: { text: '${{ workflow.name }}' },
      effect: 'once-or-ask',
      reviewer: aCapability({ name: 'Check' }),
    })
    const run = await startOf(world, aPlan([stage]))
    for (const note of ['first', 'second']) {
      const waiting = await runThat(world, run.id, (now) => runStatus(now) === 'waiting')
      const task = stageAt(waiting.stages, 0).tasks.at(-1)
      if (task === undefined) throw new Error('no task')
      await world.engine.command(run.id, await answerTo(world.engine, task.id, { ...RETRY, note }))
    }
    await finished(world, run.id)
    const [first, second, , review] = world.assignments
    expect(first).toMatchObject({
      inputs: { text: 'Demo' },
      instructions: 'Sort it.',
      context: [{ ref: 'ctx:tone', title: 'Tone', text: 'Be brief.' }],
      attempt: 1,
    })
    expect(first?.note).toBeUndefined()
    expect(second?.note).toBe('first')
    expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey)
    expect(review).toMatchObject({
      performer: { name: 'Check' },
      inputs: { inputs: { text: 'Demo' }, answer: { ok: true } },
    })
  })

  it('[EN12] keeps the key over attempts of the same generation', async () => {
    let attempts = 0
    const script: Script = () => {
      attempts += 1
      return attempts === 1
        ? { type: 'failed', error: { code: 'x', message: 'x', reach: 'not-begun', cost: null } }
        : answered()
    }
    const world = aWorld({ script })
    const run = await startOf(
      world,
      aPlan([aStage('a', { effect: 'once-or-ask', retry: { ...aStage('x').retry, initialIntervalMs: 1 } })]),
    )
    await finished(world, run.id)
    expect(new Set(world.assignments.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  })

  it('[EN13] reports nothing of what closing stopped', async () => {
    const { script, aborted } = held()
    const world = aWorld({ script })
    const run = await startOf(world, CHAIN)
    await world.engine.close()
    expect(aborted()).toBe(1)
    expect((await world.store.findRun(run.id))?.row).toMatchObject({ status: 'running', owner: world.engine.owner })
  })

  it('[EN11] context that is missing from the blob store is a failed attempt', async () => {
    const context = {
      budgetTokens: 10,
      usedTokens: 2,
      modules: [{ ref: 'ctx:tone', title: 'Tone', sha256: 'gone', tokens: 2 }],
      omitted: [],
    }
    const world = aWorld()
    const run = await startOf(
      world,
      aPlan([aStage('a', { context, retry: { ...aStage('x').retry, maximumAttempts: 1 } })]),
    )
    const waiting = await runThat(world, run.id, (now) => runStatus(now) === 'waiting')
    expect(stageAt(waiting.stages, 0).tasks[0]?.because).toContain('gone')
  })
})

describe('recovery and time', () => {
  it('[EN14] rebuilds a long run from its snapshot', async () => {
    const store = createMemoryStore()
    const ids = Array.from({ length: 40 }, (_, index) => `s${index}`)
    const plan = aPlan([...ids.map((id) => aStage(id)), aStage('last', { primary: PERSON, dependsOn: after(...ids) })])
    const first = aWorld({ store, script: () => answered({ n: 1 }) })
    const run = await startOf(first, plan)
    const before = await runThat(first, run.id, (now) => statusOf(stageAt(now.stages, 40)) === 'awaiting-approval')
    const second = aWorld({ store, prefix: 'second' })
    expect((await store.findRun(run.id))?.snapshot).toBeDefined()
    const rebuilt = await second.engine.findRun(run.id)
    expect(JSON.parse(JSON.stringify(rebuilt))).toEqual(JSON.parse(JSON.stringify(before)))
    expect(allStages(rebuilt?.stages ?? before.stages)).toHaveLength(41)
  })

  it('[EN15] acts on a deadline while nobody asks anything', async () => {
    const { script } = held()
    const world = aWorld({ script })
    const run = await startOf(
      world,
      aPlan([aStage('a', { timeoutMs: 20, retry: { ...aStage('x').retry, maximumAttempts: 1 } })]),
    )
    const waiting = await runThat(world, run.id, (now) => runStatus(now) === 'waiting')
    expect(stageAt(waiting.stages, 0).tasks[0]?.reason).toBe('stall')
  })

  it('[EN15] retry starts a run that takes up the first', async () => {
    const world = aWorld()
    const run = await startOf(world, aPlan([aStage('a', { primary: PERSON })]))
    const order = { id: 'r9' as RunId, from: 'a' as StageId, by: LENA }
    expect(await world.engine.retry(run.id, order)).toMatchObject({ error: { code: 'run-not-finished' } })
    await world.engine.command(run.id, await answerTo(world.engine, 'id-0002.a.1' as never, APPROVE))
    expect(await world.engine.retry(run.id, order)).toMatchObject({ ok: true, value: { origin: { run: run.id } } })
  })

  it('[EN57] a retry without a stage takes up a run that failed where it failed', async () => {
    const retry = { ...aStage('x').retry, maximumAttempts: 1 }
    const failing = aStage('b', { dependsOn: after('a'), onError: 'fail', retry })
    const world = aWorld({
      script: ({ stage }) => (stage === 'b' ? { type: 'failed', error: anError() } : answered()),
    })
    const { id } = await finished(world, (await startOf(world, aPlan([aStage('a'), failing]))).id)
    const again = { id: 'r9' as RunId, by: LENA }
    expect(await world.engine.retry(id, again)).toMatchObject({ value: { origin: { run: id, from: 'b' } } })
    const { id: fine } = await finished(world, (await startOf(world, aPlan([aStage('a')]))).id)
    expect(await world.engine.retry(fine, again)).toEqual({ ok: false, error: { code: 'run-not-failed' } })
  })

  it('[EN16] does not fire a wait of forty days at once', async () => {
    const clock = aClock(at(0))
    const world = aWorld({ clock })
    const slaMs = 40 * 86_400_000
    const run = await startOf(
      world,
      aPlan([aStage('a', { primary: PERSON, escalation: { to: [], slaMs, onBreach: [] } })]),
    )
    await world.engine.recover()
    expect((await world.engine.findRun(run.id))?.version).toBe(3)
    clock.set((at(0) + slaMs) as never)
    await world.engine.recover()
    const overdue = await runThat(world, run.id, ({ version }) => version === 4)
    expect(stageAt(overdue.stages, 0).tasks[0]?.overdueStep).toBe(1)
  })
})
