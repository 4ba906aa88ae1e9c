import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Canaries } from '../support/canaries.ts'
import { seeFiles, someCanaries } from '../support/canaries.ts'
import { addFiles, folderWith } from '../support/folders.ts'
import type { Asked, Reply } from '../support/model-server.ts'
import { aModelServer, calling, saying } from '../support/model-server.ts'
import type { Home } from '../support/program.ts'
import { aHome, startServer, type } from '../support/program.ts'
import type { ServerApi } from '../support/server-api.ts'
import { apiOf } from '../support/server-api.ts'

/** Every way in which a model can say a key back that it was reached with. */
const ECHOES: readonly ((key: string) => readonly Reply[])[] = [
  (key) => [saying({ text: `The key is ${key}.` }, 0.9)],
  (key) => [{ type: 'says', text: `{"outputs": {"text": 1}, "summary": "${key}", "confidence": "${key}"}` }],
  (key) => [{ type: 'says', text: `No JSON but ${key}` }],
  (key) => [{ ...saying({ text: 'honest' }, 0.9), type: 'says', text: '{"outputs": {"text": "honest"}}', model: key }],
  (key) => [calling(key, { key }, `I shall call ${key}`), saying({ text: 'honest' }, 0.9)],
  (key) => [{ type: 'refuses', text: `Not with ${key}` }],
  (key) => [{ type: 'status', status: 401, body: JSON.stringify({ error: { message: `Bad key ${key}` } }) }],
  (key) => [{ type: 'status', status: 400, body: JSON.stringify({ error: { message: key, type: key } }) }],
  (key) => [{ type: 'status', status: 302, headers: { location: `https://${key}.invalid/` }, body: key }],
  (key) => [{ type: 'breaks', text: key }],
  (key) => [{ type: 'fails', text: key, message: key }],
]
const PROVIDERS = ['openai-compatible', 'anthropic'] as const

it('[E2E115] no key leaves a running server by its live stream, its output, or a file of its home', async () => {
  vi.stubEnv('WORKCHARTS_KEY_FILE', join(folderWith({}), 'apart', 'key'))
  onTestFinished(() => void vi.unstubAllEnvs())
  const canaries = someCanaries()
  await using home = await aHome()
  const server = await startServer(home)
  const stream = await listen(home, canaries)
  const api = await apiOf(home)
  const names = await connectEchoes(api, canaries)
  await refuseTheRest(api, canaries)
  await runAll(home, names, canaries)
  expect(stream.heard()).toContain('attempt-')
  expect(seeFiles(canaries, home.folder)).toContain('workcharts/server.json')
  canaries.see(server.heard())
  await server.kill()
  expect(seeFiles(canaries, home.folder)).toContain('workcharts/server.json')
  await startAgain(home, names, canaries)
  stream.see()
  expect(canaries.left()).toBe(0)
  expect(canaries.found()).toEqual([])
})

/** The file by which the command line finds the server, while one runs. */
async function startAgain(home: Home, names: readonly string[], canaries: Canaries): Promise<void> {
  await using server = await startServer(home)
  const api = await apiOf(home)
  const file = join(home.folder, 'workcharts/server.json')
  expect(Object.keys(JSON.parse(await readFile(file, 'utf8')))).toEqual(['pid', 'port', 'token'])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const stream = await listen(home, canaries)
  for (const name of names) canaries.see(await (await api.send(`/connections/${name}/remove`, {})).text())
  seeFiles(canaries, home.folder)
  await server[Symbol.asyncDispose]()
  stream.see()
  canaries.see(server.heard())
  expect(seeFiles(canaries, home.folder)).not.toContain('workcharts/server.json')
}

interface Stream {
  readonly heard: () => string
  /** Gives everything that came to the canaries. */
  readonly see: () => void
}

/** The live stream from the first fact on, over its socket, until the server ends. */
async function listen(home: Home, { see }: Canaries): Promise<Stream> {
  const { port, token } = JSON.parse(await readFile(join(home.folder, 'workcharts/server.json'), 'utf8'))
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/stream?after=0`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  let heard = JSON.stringify([...response.headers])
  const reading = async (): Promise<void> => {
    for await (const bytes of response.body ?? []) heard += Buffer.from(bytes).toString('latin1')
  }
  // It breaks off when the server is killed.
  void reading().catch(() => undefined)
  return { heard: () => heard, see: () => see(heard) }
}

/** A connection for each way and provider; each is tested. */
async function connectEchoes(api: ServerApi, canaries: Canaries): Promise<readonly string[]> {
  const names: string[] = []
  for (const provider of PROVIDERS) {
    for (const [index, echo] of ECHOES.entries()) {
      const key = canaries.next()
      const replies = echo(key)
      const { baseUrl } = await aModelServer(...replies.map((reply) => expectingKey(key, reply)))
      const name = `${provider === 'anthropic' ? 'a' : 'o'}-${index}`
      const body = { type: 'model', name, provider, baseUrl, model: 'm-1', key }
      expect(await add(api, body, canaries)).toBe(201)
      names.push(name)
    }
  }
  return names
}

/** An echo that was never reached with the key would prove nothing. */
function expectingKey(key: string, reply: Reply): (asked: Asked) => Reply {
  return ({ headers }) => {
    const isReached = headers.authorization === `Bearer ${key}` || headers['x-api-key'] === key
    return isReached ? reply : { type: 'hangs' }
  }
}

async function refuseTheRest(api: ServerApi, canaries: Canaries): Promise<void> {
  const { next } = canaries
  const common = { type: 'model', name: 'none', provider: 'openai-compatible', model: 'm' }
  while (canaries.left() > 0)
    for (const body of [
      { ...common, key: `${next()} and more` },
      { ...common, baseUrl: `https://example.com?key=${next()}` },
    ])
      expect(await add(api, body, canaries)).toBe(422)
}

async function add(api: ServerApi, connection: JsonObject, { see }: Canaries): Promise<number> {
  const response = await api.send('/connections', connection)
  see(await response.text())
  see([...response.headers])
  return response.status
}

/** One stage for each connection, all at once; then everything that can be asked about the run. */
async function runAll(home: Home, names: readonly string[], { see }: Canaries): Promise<void> {
  const stages = names.map(
    (name): JsonObject => ({
      id: name,
      roles: { primary: `model:${name}/m-1` },
      outputs: { text: { type: 'string' } },
      depends_on: [],
      retry: { maximum_attempts: 1 },
    }),
  )
  addFiles(home.folder, {
    'collections/default/workflows/echoes.json': JSON.stringify({ workflow_id: 'echoes', stages }),
  })
  const typed = async (...argv: readonly string[]) => {
    const { code, out, err } = await type(home, ...argv)
    see(out)
    see(err)
    return { code, out, err }
  }
  const run = await typed('workflow', 'run', 'echoes', '--no-input', '--json')
  // Some stages have an answer, all others wait for a person.
  expect(run.code).toBe(10)
  const { summary, stages: shown } = JSON.parse(run.out).data
  expect(shown).toHaveLength(names.length)
  for (const words of [
    ['runs', 'logs', summary.id],
    ['receipts', 'export'],
  ])
    expect((await typed(...words)).code).toBe(0)
  const api = await apiOf(home)
  for (const path of [
    `/runs/${summary.id}`,
    `/runs/${summary.id}/events`,
    '/tasks',
    '/connections',
    '/home',
    '/system/doctor',
  ])
    see(await api.get(path))
}
