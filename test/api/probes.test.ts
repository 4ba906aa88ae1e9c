import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { StoreError } from '../../src/engine/store.ts'
import { aClock, aWorld, startOf } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, HOST } from '../support/http-world.ts'
import { aPlan, aStage, at } from '../support/runs.ts'

afterEach(() => void vi.useRealTimers())

/** As a stranger asks. */
async function probed({ api }: ApiWorld, path: string, headers: Record<string, string> = { host: HOST }) {
  const response = await api.request(`http://${HOST}${path}`, { headers })
  return [response.status, await response.json()]
}

const WELL = [200, { status: 'ok' }]
const unavailable = (reason: string) => [503, { status: 'unavailable', reason }]

describe('probes', () => {
  it('[AP276] a program that starts lives, and takes no work yet', async () => {
    const api = anApi()
    expect(await probed(api, '/healthz')).toEqual(WELL)
    expect(await probed(api, '/readyz')).toEqual(unavailable('starting'))
    await api.engine.recover()
    expect(await probed(api, '/readyz')).toEqual(WELL)
    await api.engine.close()
  })

  it('[AP276] a full disk takes no work', async () => {
    const api = anApi({ parts: { freeBytes: async () => 9_999_999 } })
    await api.engine.recover()
    expect([await probed(api, '/healthz'), await probed(api, '/readyz')]).toEqual([WELL, unavailable('disk-full')])
    await api.engine.close()
  })

  it('[AP276] a change that found no space takes no work, whatever the disk says', async () => {
    const world = aWorld({
      beforeAppend: () => {
        throw new StoreError('full', new Error('no space'))
      },
    })
    const api = anApi({ parts: { engine: world.engine, reader: world.store } })
    await world.engine.recover()
    await expect(startOf(world, aPlan([aStage('a')]))).rejects.toThrow('The disk is full')
    expect([await probed(api, '/healthz'), await probed(api, '/readyz')]).toEqual([WELL, unavailable('disk-full')])
    await world.engine.close()
  })

  it('[AP276][AP278] a loop that stands still is neither well nor ready, and later ones hear it at once', async () => {
    const store = createMemoryStore()
    const disk = Promise.withResolvers<undefined>()
    const clock = aClock(at(0))
    const world = aWorld({ clock, store: { ...store, findRun: async () => await disk.promise } })
    const api = anApi({ clock, parts: { engine: world.engine, reader: world.store } })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const first = probed(api, '/healthz')
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
    vi.advanceTimersByTime(5_000)
    expect(await first).toEqual(unavailable('engine-stalled'))
    clock.set(at(1))
    const later = [probed(api, '/healthz'), probed(api, '/readyz')]
    expect(await vi.waitFor(() => Promise.all(later))).toEqual([
      unavailable('engine-stalled'),
      unavailable('engine-stalled'),
    ])
    vi.useRealTimers()
    disk.resolve(undefined)
    await world.engine.drain()
    expect(await probed(api, '/healthz')).toEqual(WELL)
  })

  it('[AP277] answer to their own name, and to no other page', async () => {
    const api = anApi()
    for (const path of ['/healthz', '/readyz']) {
      expect(await probed(api, path, { host: 'evil.example' })).toMatchObject([403, { code: 'host-refused' }])
      const foreign = { host: HOST, origin: 'https://evil.example' }
      expect(await probed(api, path, foreign)).toMatchObject([403, { code: 'origin-refused' }])
      const response = await api.api.request(`http://${HOST}${path}`, { headers: { host: HOST } })
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})
