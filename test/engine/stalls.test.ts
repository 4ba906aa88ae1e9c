import { expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { stallsSince } from '../../src/core/stall/stall-window.ts'
import type { Script, World } from '../support/engine.ts'
import { aClock, answered, aWorld, finished, startOf } from '../support/engine.ts'
import { aPlan, aStage, at, PERSON } from '../support/runs.ts'

/** Gives nothing until it is told to stop. */
const HANGS: Script = (_, signal) =>
  new Promise<AttemptResult>((resolve) => signal.addEventListener('abort', () => resolve(answered())))
const HOUR_MS = 3_600_000
const DEMO = aPlan([]).workflow.id

async function stallsOf({ store }: Pick<World, 'store'>): Promise<readonly unknown[]> {
  const stalls = await store.listStalls({ workflow: DEMO, limit: 9 })
  return stalls.map(({ run, stage, kind, at: when, response, task }) => ({
    run,
    stage,
    kind,
    at: when,
    response,
    task,
  }))
}

it('[EN55] an attempt that is past its time limit is written with the task that asks a person', async () => {
  const clock = aClock(at(0))
  const world = aWorld({ clock, script: HANGS })
  const retry = { ...aStage('x').retry, maximumAttempts: 1 }
  const { id } = await startOf(world, aPlan([aStage('a', { timeoutMs: 60_000, retry })]))
  clock.set(at(1))
  await world.engine.recover()
  await world.engine.drain()
  const stall = { run: id, stage: 'a', kind: 'timeout', at: at(1), response: 'asked', task: `${id}.a.1` }
  expect(await stallsOf(world)).toEqual([stall])
  const [written] = world.writes.flat().filter(({ run }) => run?.stalls !== undefined)
  expect(written?.run?.events.map(({ type }) => type)).toEqual(['attempt-failed', 'task-opened'])
  await world.engine.close()
})

it('[EN55][EN56] a lost attempt that is tried again counts as one, over restarts, and its run once', async () => {
  const [store, clock] = [createMemoryStore(), aClock(at(0))]
  const first = aWorld({ store, clock, prefix: 'first', script: HANGS })
  const { id } = await startOf(first, aPlan([aStage('a')]))
  await first.engine.close()
  for (const prefix of ['second', 'third']) {
    const { engine } = aWorld({ store, clock, prefix, blobs: first.blobs, script: () => answered() })
    await engine.recover()
    await engine.drain()
    if (prefix === 'third') {
      clock.set(addMs(at(0), HOUR_MS))
      await engine.recover()
      await finished({ engine }, id as RunId)
    }
    await engine.close()
  }
  const stall = { run: id, stage: 'a', kind: 'lost', at: at(0), response: 'tried-again', task: null }
  expect(await stallsOf({ store })).toEqual([stall])
  expect(await store.countStalls(DEMO, stallsSince(at(0)))).toEqual({ stalled: 1, of: 1 })
})

it('[EN55] a task past its deadline is written once, whatever its chain adds later', async () => {
  const clock = aClock(at(0))
  const world = aWorld({ clock })
  const escalation = { to: ['human:lena'], slaMs: HOUR_MS, onBreach: [{ afterMs: HOUR_MS, to: ['human:tom'] }] }
  const { id } = await startOf(world, aPlan([aStage('a', { primary: PERSON, escalation })]))
  for (const minutes of [60, 120, 180]) {
    clock.set(at(minutes))
    await world.engine.recover()
    await world.engine.drain()
  }
  const stall = { run: id, stage: 'a', kind: 'overdue', at: at(60), response: 'asked', task: `${id}.a.1` }
  expect(await stallsOf(world)).toEqual([stall])
  await world.engine.close()
})
