import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { health } from '../../src/api/contract/system.ts'
import { aClock, answered, aWorld, startOf } from '../support/engine.ts'
import { anApi } from '../support/http-world.ts'
import { aPlan, aStage, at, PERSON } from '../support/runs.ts'

afterEach(() => void vi.useRealTimers())

describe('health', () => {
  it('[AP18] is a turn of the loop and what has been due for how long', async () => {
    const clock = aClock(at(0))
    const world = aWorld({ clock })
    const api = anApi({ clock, parts: { engine: world.engine, reader: world.store } })
    expect(await api.get('/api/v1/health', health)).toEqual({ turnMs: 0, overdueMs: 0 })
    await startOf(world, aPlan([aStage('a', { primary: PERSON })]))
    clock.set(at(240))
    expect(await api.get('/api/v1/health', health)).toEqual({ turnMs: 0, overdueMs: 0 })
    clock.set(at(241))
    expect(await api.get('/api/v1/health', health)).toEqual({ turnMs: 0, overdueMs: 60_000 })
    await world.engine.close()
  })

  it('[AP18] REL-24 is refused while a disk that hangs holds the loop, and given again when it goes on', async () => {
    const store = createMemoryStore()
    const disk = Promise.withResolvers<void>()
    const clock = aClock(at(0))
    const world = aWorld({
      clock,
      store: {
        ...store,
        append: async (transitions) => {
          await disk.promise
          return await store.append(transitions)
        },
      },
    })
    const api = anApi({ clock, parts: { engine: world.engine, reader: world.store } })
    const start = startOf(world, aPlan([aStage('a')]))
    await new Promise(setImmediate)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = [api.refused('/api/v1/health'), api.refused('/api/v1/health')]
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(2))
    clock.set(at(1))
    vi.advanceTimersByTime(5_000)
    for (const refused of await Promise.all(asked))
      expect(refused).toMatchObject({
        status: 503,
        code: 'engine-stalled',
        detail: expect.stringContaining('The engine has stood still for 60 s.'),
      })
    vi.useRealTimers()
    disk.resolve()
    await start
    await world.engine.drain()
    expect(await api.get('/api/v1/health', health)).toMatchObject({ overdueMs: 0 })
  })

  it('[AP18] of a store that fails is a failure like any other', async () => {
    const store = createMemoryStore()
    const findRun = async () => {
      throw new Error('The disk is gone')
    }
    const world = aWorld({ store: { ...store, findRun }, script: () => answered() })
    const api = anApi({ parts: { engine: world.engine, reader: world.store } })
    expect(await api.refused('/api/v1/health')).toMatchObject({ status: 500, code: 'internal' })
    expect(api.reported).toEqual([new Error('The disk is gone')])
  })
})
