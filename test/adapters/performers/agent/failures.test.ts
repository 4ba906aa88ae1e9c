import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Assignment } from '../../../../src/engine/ports.ts'
import { answering, aTool, KEY, performAgent } from '../../../support/agents.ts'
import type { Reply } from '../../../support/model-server.ts'
import { aModelConnection, aModelServer, calling, saying } from '../../../support/model-server.ts'

const GOOD = saying({ label: 'late' }, 0.8)

async function failureOf(...replies: readonly Reply[]) {
  const server = await aModelServer(...replies)
  const { result } = await performAgent({ baseUrl: server.baseUrl, silenceMs: 60_000 })
  return { error: result.type === 'failed' ? result.error : undefined, asked: server.asked.length }
}

/** An address of this machine where nobody listens. */
async function aDeadAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}/v1`
}

describe('a model that refuses', () => {
  it.each([
    [401, 'model-key-refused', 'a key that is valid'],
    [403, 'model-key-refused', 'a key that is valid'],
    [404, 'model-unknown', 'Name another model'],
    [429, 'model-busy', 'Try again later'],
    [529, 'model-busy', 'Try again later'],
    [500, 'model-unreachable', 'out of order (500)'],
    [400, 'model-request-refused', 'refused the request (400)'],
  ])('[AG10] with %i is %s', async (status, code, words) => {
    const { error, asked } = await failureOf({ type: 'status', status })
    expect(error).toMatchObject({ code, message: expect.stringContaining(words), reach: 'answered' })
    expect(error?.message).toContain('"house"')
    expect(asked).toBe(1)
  })

  it.each([401, 400, 429, 500])('[AG11] with %i never shows the key that it sends back', async (status) => {
    const { error } = await failureOf({
      type: 'status',
      status,
      body: JSON.stringify({ error: { message: `Bad key ${KEY}` } }),
    })
    expect(JSON.stringify(error)).not.toContain(KEY)
  })

  it('[AG11] says what the provider said, on one line and without the key', async () => {
    const body = JSON.stringify({ error: { message: `No room\u001b[31m\nfor ${KEY}` } })
    const { error } = await failureOf({ type: 'status', status: 400, body })
    expect(error?.message).toContain('refused the request (400): No room [31m for [key].')
  })

  it.each(['openai-compatible', 'anthropic'] as const)(
    '[AG11] or answers behind %s says no key back',
    async (provider) => {
      const server = await aModelServer(calling('mcp-a-b', { [`of ${KEY}`]: [KEY, 7, null] }, `I use ${KEY}`), {
        type: 'says',
        text: `{"outputs": {"label": "${KEY}"}, "confidence": 0.9, "summary": "${KEY}"}`,
        model: KEY,
      })
      const seen: Assignment[] = []
      const performed = await performAgent({
        baseUrl: server.baseUrl,
        connection: aModelConnection(server.baseUrl, provider),
        tools: [aTool({ ref: 'mcp:a/b' })],
        performers: { 'mcp:a/b': answering({}, seen) },
      })
      expect(performed.result).toMatchObject({
        answer: { outputs: { label: '[key]' }, summary: '[key]', model: { name: 'house/[key]' } },
      })
      expect(seen).toMatchObject([{ inputs: { 'of [key]': ['[key]', 7, null] } }])
      expect(JSON.stringify(performed)).not.toContain(KEY)
    },
  )

  it('[AG11] tears no word of an answer apart for a key that is none', async () => {
    const server = await aModelServer(saying({ label: 'late' }, 0.8))
    const { result } = await performAgent({ baseUrl: server.baseUrl, key: 'late' })
    expect(result).toMatchObject({ answer: { outputs: { label: 'late' } } })
  })

  it('[AG12] with 429 is asked again when it said so and that is soon', async () => {
    const busy: Reply = { type: 'status', status: 429, headers: { 'retry-after': '0' } }
    expect(await failureOf(busy, GOOD)).toEqual({ error: undefined, asked: 2 })
    expect(await failureOf(busy)).toMatchObject({ error: { code: 'model-busy' }, asked: 3 })
    const later: Reply = { type: 'status', status: 429, headers: { 'retry-after': '3600' } }
    expect(await failureOf(later, GOOD)).toMatchObject({ error: { code: 'model-busy' }, asked: 1 })
    const someday: Reply = { type: 'status', status: 429, headers: { 'retry-after': 'Sat, 28 Nov 2026 18:00:00 GMT' } }
    expect(await failureOf(someday, GOOD)).toMatchObject({ error: { code: 'model-busy' }, asked: 1 })
  })

  it('[AG12] and is not waited for when the attempt is stopped', async () => {
    const server = await aModelServer({ type: 'status', status: 429, headers: { 'retry-after': '15' } })
    const stop = new AbortController()
    const asked = server.nextQuestion()
    const performed = performAgent({ baseUrl: server.baseUrl, signal: stop.signal })
    await asked
    stop.abort()
    expect((await performed).result).toMatchObject({ error: { code: 'interrupted' } })
    expect(server.asked).toHaveLength(1)
  })

  it.each(['openai-compatible', 'anthropic'] as const)(
    '[AG13] in words of its own, behind %s, has refused',
    async (provider) => {
      const refusals: readonly Reply[] = [
        { type: 'refuses', text: 'I can not help with that.' },
        { type: 'says', text: '{"refusal": "It is not right."}' },
      ]
      for (const reply of refusals) {
        const server = await aModelServer(reply)
        const connection = aModelConnection(server.baseUrl, provider)
        const { result } = await performAgent({ baseUrl: server.baseUrl, connection })
        expect(result).toMatchObject({ error: { code: 'model-refused', model: { name: 'house/m-1-2026' } } })
        expect(server.asked).toHaveLength(1)
      }
    },
  )
})

describe('a model that does not answer', () => {
  it('[AG14] and was never reached: not begun', async () => {
    const { result } = await performAgent({ baseUrl: await aDeadAddress() })
    expect(result).toEqual({
      type: 'failed',
      error: {
        code: 'model-unreachable',
        message:
          'The connection "house" could not be reached (ECONNREFUSED). Check its address, and whether the service is up.',
        reach: 'not-begun',
        cost: { basis: 'free' },
      },
    })
    const unknown = await performAgent({ baseUrl: 'http://nobody.invalid/v1' })
    expect(unknown.result).toMatchObject({ error: { code: 'model-unreachable', reach: 'not-begun' } })
  })

  it('[AG14] and hung up on the question: it may have been read', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy())).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { result } = await performAgent({ baseUrl: `http://127.0.0.1:${port}/v1` })
    server.close()
    expect(result).toMatchObject({ error: { code: 'model-unreachable', reach: 'answered', cost: null } })
  })

  it.each(['openai-compatible', 'anthropic'] as const)('[AG15] whole, behind %s, was cut off', async (provider) => {
    const cuts: readonly Reply[] = [
      { type: 'breaks', text: '{"outputs": {"label": "la' },
      { type: 'fails', text: '{"outputs"', message: `Overloaded ${KEY}` },
      { type: 'says', text: '{"outputs": {"la', finish: provider === 'anthropic' ? 'max_tokens' : 'length' },
      { type: 'status', status: 200, body: 'no stream', headers: { 'content-type': 'text/event-stream' } },
    ]
    for (const reply of cuts) {
      const server = await aModelServer(reply)
      const connection = aModelConnection(server.baseUrl, provider)
      const { result } = await performAgent({ baseUrl: server.baseUrl, connection })
      expect(result).toMatchObject({ error: { code: 'model-cut-off', reach: 'answered', cost: null } })
      expect(JSON.stringify(result)).not.toContain(KEY)
    }
  })

  it('[AG16] for too long is silent', async () => {
    const server = await aModelServer({ type: 'hangs' })
    const { result } = await performAgent({ baseUrl: server.baseUrl, silenceMs: 100 })
    expect(result).toMatchObject({ error: { code: 'model-silent', reach: 'answered', cost: null } })
    await server.hungUp
  })

  it('[AG17] is hung up on when the attempt is stopped', async () => {
    const server = await aModelServer({ type: 'hangs' })
    const stop = new AbortController()
    const asked = server.nextQuestion()
    const performed = performAgent({ baseUrl: server.baseUrl, signal: stop.signal })
    await asked
    stop.abort()
    expect((await performed).result).toMatchObject({ error: { code: 'interrupted', reach: 'answered' } })
    await server.hungUp
  })

  it('[AG17] is not asked at all by an attempt that was stopped before', async () => {
    const server = await aModelServer(GOOD)
    const { result } = await performAgent({ baseUrl: server.baseUrl, signal: AbortSignal.abort() })
    expect(result).toMatchObject({ error: { code: 'interrupted', reach: 'not-begun' } })
    expect(server.asked).toEqual([])
  })

  it('[AG18] but goes on and on is stopped', async () => {
    const { error } = await failureOf({ type: 'says', text: 'x'.repeat(1_100_000) })
    expect(error).toMatchObject({ code: 'output-too-large', reach: 'answered' })
  })
})

describe('a connection', () => {
  it('[AG19] that is gone, is none of a model, or has no readable key: not begun', async () => {
    const at = { baseUrl: 'http://127.0.0.1:1' }
    const program = {
      type: 'program',
      name: 'house',
      isDefault: true,
      dialect: 'json-lines',
      argv: ['x'],
      folder: null,
      env: [],
    } as const
    const gone = await performAgent({ ...at, find: async () => undefined })
    expect(gone.result).toMatchObject({ error: { code: 'connection-missing', reach: 'not-begun' } })
    const changed = await performAgent({ ...at, connection: program })
    expect(changed.result).toMatchObject({ error: { code: 'connection-changed', reach: 'not-begun' } })
    const sealed = await performAgent({ ...at, find: () => Promise.reject(new Error(`seal of ${KEY} broken`)) })
    expect(sealed.result).toMatchObject({ error: { code: 'key-unreadable', reach: 'not-begun' } })
    expect(JSON.stringify(sealed)).not.toContain(KEY)
  })
})
