import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { streamMessage } from '../../src/api/contract/stream.ts'
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
    const stream = liveStream({ engine: { onCommit }, reader: facts, clock }, { after, sees: async () => true })
    return { stream, clock, listeners }
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
    expect(messageIn(await coming)).toMatchObject({ id: 4 })
    await close()
    expect(listeners.size).toBe(0)
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
