import { chmodSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createConnectionTester } from '../../../src/adapters/connections/connection-tester.ts'
import type { Connection, ModelConnection } from '../../../src/core/connection/connection.ts'
import type { ConnectionAnswer } from '../../../src/core/connection/connection-answer.ts'
import { folderWith } from '../../support/folders.ts'
import { aModelServer, listing } from '../../support/model-list-server.ts'

const KEY = 'sk-canary-0123456789'
const LOCAL: ModelConnection = {
  type: 'model',
  name: 'local',
  isDefault: true,
  provider: 'openai-compatible',
  baseUrl: null,
  model: 'llama3.2',
  aliases: {},
}

async function test(connection: Connection, key: string | null = KEY, limitMs = 10_000): Promise<ConnectionAnswer> {
  return await createConnectionTester({ path: '', limitMs }).test(connection, key)
}

describe('a model', () => {
  it('[CK1] is found in the list, asked for with the key in the header of its kind', async () => {
    const { baseUrl, asked } = await aModelServer(listing('other', 'llama3.2'))
    expect(await test({ ...LOCAL, baseUrl })).toEqual({ type: 'model-listed', model: 'llama3.2' })
    expect(await test({ ...LOCAL, baseUrl, provider: 'anthropic' })).toEqual({
      type: 'model-listed',
      model: 'llama3.2',
    })
    expect(await test({ ...LOCAL, baseUrl }, null)).toEqual({ type: 'model-listed', model: 'llama3.2' })
    expect(await test({ ...LOCAL, baseUrl, provider: 'anthropic' }, null)).toMatchObject({ type: 'model-listed' })
    const sent = asked.map(({ method, url, headers }) => [
      `${method} ${url}`,
      headers.authorization,
      headers['x-api-key'],
      headers['anthropic-version'],
    ])
    expect(sent).toEqual([
      ['GET /v1/models', `Bearer ${KEY}`, undefined, undefined],
      ['GET /v1/models?limit=1000', undefined, KEY, '2023-06-01'],
      ['GET /v1/models', undefined, undefined, undefined],
      ['GET /v1/models?limit=1000', undefined, undefined, '2023-06-01'],
    ])
  })

  it('[CK1] of Ollama is found under its name without the latest', async () => {
    const { baseUrl } = await aModelServer(listing('llama3.2:latest'))
    expect(await test({ ...LOCAL, baseUrl })).toEqual({ type: 'model-listed', model: 'llama3.2' })
  })

  it('[CK1] that is not listed comes with the first five that are', async () => {
    const { baseUrl } = await aModelServer(listing('a', 'b', 'c', 'd', 'e', 'f'))
    const listed = ['a', 'b', 'c', 'd', 'e']
    expect(await test({ ...LOCAL, baseUrl })).toEqual({ type: 'model-not-listed', model: 'llama3.2', listed })
    const empty = await aModelServer(listing())
    expect(await test({ ...LOCAL, baseUrl: empty.baseUrl })).toMatchObject({ listed: [] })
  })

  it.each([401, 403])('[CK2] whose key is refused with %i', async (status) => {
    const { baseUrl } = await aModelServer((_, response) => response.writeHead(status).end(KEY))
    expect(await test({ ...LOCAL, baseUrl })).toEqual({ type: 'key-refused', status })
  })

  it('[CK2] where nothing answers', async () => {
    expect(await test({ ...LOCAL, baseUrl: `http://127.0.0.1:${await freePort()}/v1` })).toEqual({
      type: 'unreachable',
      reason: 'ECONNREFUSED',
    })
    const { baseUrl } = await aModelServer((request) => request.socket.destroy())
    expect(await test({ ...LOCAL, baseUrl })).toMatchObject({ type: 'unreachable' })
  })

  it('[CK2] that takes too long, before or in the midst of its answer', async () => {
    const silent = await aModelServer(() => undefined)
    expect(await test({ ...LOCAL, baseUrl: silent.baseUrl }, KEY, 50)).toEqual({ type: 'too-slow', seconds: 0.05 })
    const halting = await aModelServer((_, response) => response.writeHead(200).write('{"data": ['))
    expect(await test({ ...LOCAL, baseUrl: halting.baseUrl }, KEY, 50)).toEqual({ type: 'too-slow', seconds: 0.05 })
  })

  it.each([
    [200, 'hello'],
    [200, '[]'],
    [200, '{"data": 5}'],
    [404, '{"data": []}'],
    [500, ''],
    [204, undefined],
  ])('[CK2] that answers %i with %j', async (status, body) => {
    const { baseUrl } = await aModelServer((_, response) => response.writeHead(status).end(body))
    expect(await test({ ...LOCAL, baseUrl })).toEqual({ type: 'strange-answer', status })
  })

  it('[CK3] that says the key back is not passed on', async () => {
    const { baseUrl } = await aModelServer(listing(KEY, `model-${KEY}-1`, 'honest'))
    const answer = await test({ ...LOCAL, baseUrl })
    expect(answer).toEqual({ type: 'model-not-listed', model: 'llama3.2', listed: ['honest'] })
    const { baseUrl: odd } = await aModelServer((_, response) =>
      response.end(JSON.stringify({ data: [5, { id: 5 }, {}], error: KEY })),
    )
    expect(await test({ ...LOCAL, baseUrl: odd })).toMatchObject({ listed: [] })
  })

  it('[CK4] that leads elsewhere gets the key alone', async () => {
    const elsewhere = await aModelServer(listing('llama3.2'))
    const { baseUrl } = await aModelServer((_, response) =>
      response.writeHead(302, { location: `${elsewhere.baseUrl}/models` }).end(),
    )
    for (const provider of ['anthropic', 'openai-compatible'] as const)
      expect(await test({ ...LOCAL, baseUrl, provider })).toEqual({ type: 'strange-answer', status: 302 })
    expect(elsewhere.asked).toEqual([])
  })

  it('[CK5] whose answer does not end is read no further', async () => {
    const { baseUrl } = await aModelServer((_, response) => void response.write(Buffer.alloc(2 * 1024 * 1024, ' ')))
    expect(await test({ ...LOCAL, baseUrl })).toEqual({ type: 'strange-answer', status: 200 })
  })
})

describe('a command', () => {
  it('[CK6] is looked for, and not started', async () => {
    const folder = folderWith({ coder: '#!/bin/sh\ntouch "$0.started"\n', text: 'no program', 'sub/a': '' })
    chmodSync(join(folder, 'coder'), 0o755)
    const tester = createConnectionTester({ path: ['', 'relative', '/nowhere', folder].join(delimiter) })
    const look = async (program: string) => await tester.test(aProgram(program), null)
    expect(await look('coder')).toEqual({ type: 'program-found', program: 'coder' })
    expect(await look(join(folder, 'coder'))).toMatchObject({ type: 'program-found' })
    for (const program of ['none', 'text', 'sub', join(folder, 'none'), join(folder, 'sub')])
      expect(await look(program)).toEqual({ type: 'program-missing', program })
    expect(await look(join(folder, 'coder.started'))).toMatchObject({ type: 'program-missing' })
  })
})

function aProgram(program: string): Connection {
  return {
    type: 'program',
    name: 'coder',
    isDefault: false,
    dialect: 'json-lines',
    argv: [program, '--fast'],
    folder: null,
    env: [],
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 1
}
