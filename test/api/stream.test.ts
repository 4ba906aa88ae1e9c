import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { streamMessage } from '../../src/api/contract/stream.ts'
import type { Audience } from '../../src/api/stream/feed.ts'
import { createFeed } from '../../src/api/stream/feed.ts'
import { liveStream } from '../../src/api/stream/live-stream.ts'
import { addMs, timestamp } from '../../src/core/basics/timestamp.ts'
import type { PositionedEvent } from '../../src/engine/store.ts'
import { aClock } from '../support/engine.ts'
import { anApi, postOf } from '../support/http-world.ts'
import { LENA, RUN_ID } from '../support/runs.ts'

const decoder = new TextDecoder()

/** Reads a stream message by message. */
function readerOf(stream: ReadableStream<Uint8Array> | null) {
  const reader = stream?.getReader()
  let rest = ''
  const next = async (): Promise<string | undefined> => {
    while (!rest.includes('\n\n')) {
      const chunk = await reader?.read()
      if (chunk === undefined || chunk.done) return undefined
      rest += decoder.decode(chunk.value)
    }
    const [message = '', ...others] = rest.split('\n\n')
    rest = others.join('\n\n')
    return message
  }
  return { next, close: () => reader?.cancel() }
}

function messageIn(text: string | undefined) {
  const [id = '', data = ''] = text?.split('\n') ?? []
  return { id: Number(id.slice('id: '.length)), ...streamMessage.parse(JSON.parse(data.slice('data: '.length))) }
}

describe('the stream of the API', () => {
  it('[AP50] sends every fact after a position', async () => {
    const world = anApi()
    const run = await world.waitingRun()
    const response = await world.send('/api/v1/stream?after=0')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const { next, close } = readerOf(response.body)
    expect(await next()).toBe('retry: 1000')
    const seen = [messageIn(await next()), messageIn(await next())]
    expect(seen).toEqual([
      { id: 1, position: 1, run: run.id, seq: 1, type: 'run-started', stage: null },
      { id: 2, position: 2, run: run.id, seq: 2, type: 'stage-ready', stage: 'sort' },
    ])
    await close()
  })

  it('[AP50] without a position begins now', async () => {
    const world = anApi()
    const run = await world.waitingRun()
    const { next, close } = readerOf((await world.send('/api/v1/stream')).body)
    expect(await next()).toBe('retry: 1000')
    const coming = next()
    await world.send(`/api/v1/runs/${run.id}/pause`, postOf({}))
    expect(messageIn(await coming)).toMatchObject({ type: 'run-paused' })
    await close()
  })

  it('[AP51] a reader that comes back misses nothing', async () => {
    const world = anApi()
    await world.waitingRun()
    const { next, close } = readerOf(
      (await world.send('/api/v1/stream?after=0', { headers: { 'last-event-id': '4' } })).body,
    )
    await next()
    expect(messageIn(await next())).toMatchObject({ id: 5, type: 'task-opened' })
    await close()
    const strange = readerOf((await world.send('/api/v1/stream?after=4', { headers: { 'last-event-id': 'x' } })).body)
    await strange.next()
    expect(messageIn(await strange.next())).toMatchObject({ id: 5 })
    await strange.close()
  })
})

/** A store of pauses, of which everything before `oldest` is gone. */
function factsFrom(oldest: number, newest: number) {
  const event = { type: 'run-paused', by: LENA, at: timestamp(0) } as const
  const at = (position: number): PositionedEvent => ({ position, run: RUN_ID, seq: position, event })
  let last = newest
  return {
    add: () => {
      last += 1
    },
    headPosition: async () => last,
    eventsAfter: async (after: number, limit: number) => {
      const first = Math.max(after + 1, oldest)
      const count = Math.max(0, Math.min(limit, last - first + 1))
      return { oldest, events: Array.from({ length: count }, (_, index) => at(first + index)) }
    },
  }
}

const ALL: Audience = { key: 'all', sees: async () => true }

describe('a stream over time', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  function open(facts: ReturnType<typeof factsFrom>, after: number) {
    const clock = aClock(timestamp(0))
    const listeners = new Set<(position: number) => void>()
    const onCommit = (listener: (position: number) => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    }
    const feed = createFeed({ engine: { onCommit }, reader: facts })
    const follow = (audience: Audience = ALL) => liveStream({ feed, clock }, { after, audience })
    return { stream: follow(), follow, clock, listeners }
  }

  it('[AP52] below what is kept says resync and goes on behind the newest', async () => {
    const { stream } = open(factsFrom(50, 60), 10)
    const { next, close } = readerOf(stream)
    await next()
    expect(await next()).toBe('event: resync\nid: 60\ndata: {}')
    await close()
  })

  it('[AP52] a reader at the last forgotten fact has missed nothing', async () => {
    const { next, close } = readerOf(open(factsFrom(50, 60), 49).stream)
    await next()
    expect(messageIn(await next())).toMatchObject({ id: 50 })
    await close()
  })

  it('[AP53] beats while nothing happens, and ends after an hour', async () => {
    const { stream, clock, listeners } = open(factsFrom(1, 3), 3)
    const { next } = readerOf(stream)
    await next()
    const beat = next()
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await beat).toBe(': heartbeat')
    clock.set(addMs(timestamp(0), 3_600_001))
    const last = next()
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await last).toBe(': heartbeat')
    expect(await next()).toBeUndefined()
    expect(listeners.size).toBe(0)
  })

  it('[AP50] looks again when it is woken, also where it was not listening', async () => {
    const facts = factsFrom(1, 3)
    const { stream, listeners } = open(facts, 3)
    const { next, close } = readerOf(stream)
    await next()
    const coming = next()
    await vi.advanceTimersByTimeAsync(1)
    for (const ring of listeners) ring(0)
    facts.add()
    for (const ring of listeners) ring(0)
    await vi.advanceTimersByTimeAsync(100)
    expect(messageIn(await coming)).toMatchObject({ id: 4 })
    await close()
    expect(listeners.size).toBe(0)
  })

  it('[AP330] reads a commit once for all readers, and encodes it once for each audience', async () => {
    const facts = factsFrom(1, 3)
    const reads = vi.spyOn(facts, 'eventsAfter')
    const asked: string[] = []
    const audience = (key: string, sees: boolean): Audience => ({
      key,
      sees: async () => {
        asked.push(key)
        return sees
      },
    })
    const { stream, follow, listeners } = open(facts, 3)
    const streams = ['a', 'a', 'a', 'b', 'b'].map((key) => follow(audience(key, key === 'a')))
    const readers = [stream, ...streams].map(readerOf)
    for (const { next } of readers) await next()
    await vi.advanceTimersByTimeAsync(1)
    reads.mockClear()
    facts.add()
    const coming = readers.map(({ next }) => next())
    for (const ring of listeners) ring(0)
    const [first, ...others] = await Promise.all(coming)
    expect(messageIn(first)).toMatchObject({ id: 4 })
    expect(others).toEqual([first, first, first, ': heartbeat', ': heartbeat'])
    // From position 3 the new fact, and from 4 that there is none yet.
    expect(reads.mock.calls.map(([after]) => after)).toEqual([3, 4])
    expect(asked).toEqual(['a', 'b'])
    for (const { close } of readers) await close()
    expect(listeners.size).toBe(0)
  })

  it('[AP330] what was read before a commit is not told after it as all there is', async () => {
    const facts = factsFrom(1, 3)
    const { stream, follow, listeners } = open(facts, 3)
    const [early, late] = [readerOf(stream), readerOf(follow())]
    await early.next()
    await vi.advanceTimersByTimeAsync(1)
    facts.add()
    for (const ring of listeners) ring(0)
    expect(messageIn(await early.next())).toMatchObject({ id: 4 })
    await late.next()
    expect(messageIn(await late.next())).toMatchObject({ id: 4 })
    await early.close()
    await late.close()
  })

  it('[AP331] tells the first at once, and what follows within a tenth of a second together', async () => {
    const facts = factsFrom(1, 3)
    const reads = vi.spyOn(facts, 'eventsAfter')
    const { stream, listeners } = open(facts, 3)
    const { next, close } = readerOf(stream)
    await next()
    await vi.advanceTimersByTimeAsync(1)
    reads.mockClear()
    const commit = (): void => {
      facts.add()
      for (const ring of listeners) ring(0)
    }
    commit()
    expect(messageIn(await next())).toMatchObject({ id: 4 })
    await vi.advanceTimersByTimeAsync(1)
    const coming = next()
    for (let commits = 0; commits < 50; commits += 1) commit()
    await vi.advanceTimersByTimeAsync(97)
    expect(reads).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(2)
    expect(messageIn(await coming)).toMatchObject({ id: 5 })
    for (let id = 6; id <= 54; id += 1) expect(messageIn(await next())).toMatchObject({ id })
    await vi.advanceTimersByTimeAsync(200)
    expect(reads.mock.calls.map(([after]) => after)).toEqual([3, 4, 4, 54])
    await close()
  })

  it('[AP54] keeps at most 256 KiB for a slow reader, and drops one that stalls', async () => {
    const { stream, listeners } = open(factsFrom(1, 1_000_000), 0)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(listeners.size).toBe(1)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(listeners.size).toBe(0)
    await expect(readerOf(stream).next()).rejects.toThrow('too slow')
  })

  it('[AP54] a reader that takes up reading again is kept', async () => {
    const { stream, listeners } = open(factsFrom(1, 1_000_000), 0)
    await vi.advanceTimersByTimeAsync(29_000)
    const reader = stream.getReader()
    let bytes = 0
    while (bytes < 300 * 1024) bytes += (await reader.read()).value?.byteLength ?? 0
    await vi.advanceTimersByTimeAsync(29_000)
    expect(listeners.size).toBe(1)
    await reader.cancel()
  })
})
