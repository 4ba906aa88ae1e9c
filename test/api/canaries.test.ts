import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { openApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { createConnections } from '../../src/engine/create-connections.ts'
import type { Canaries } from '../support/canaries.ts'
import { CANARIES, seeFiles, someCanaries } from '../support/canaries.ts'
import { aCli } from '../support/cli.ts'
import { vaultIn } from '../support/connections.ts'
import { folderWith } from '../support/folders.ts'
import { anApi } from '../support/http-world.ts'
import { aModelServer } from '../support/model-list-server.ts'

const ROOT = '/api/v1/connections'

const model = (name: string, key: string, more: Readonly<Record<string, Json>> = {}): Record<string, Json> => ({
  type: 'model',
  name,
  provider: 'openai-compatible',
  baseUrl: 'https://models.example.com/v1',
  model: 'm-1',
  key,
  ...more,
})

it('[AP114] none of thirty keys comes out of the API, its reports, its stream and its store in clear', async () => {
  const canaries = someCanaries()
  const desk = anApi()
  const { next, see } = canaries
  const ask = async (path: string, body: Json, headers: Record<string, string> = {}) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }
    const response = await desk.send(path, init)
    see(await response.text())
    see([...response.headers])
    return response.status
  }
  // Taken.
  expect(await ask(ROOT, model('one', next()))).toBe(201)
  expect(await ask(ROOT, model('two', next(), { isDefault: true }))).toBe(201)
  expect(await ask(ROOT, model('two', next(), { replace: true }))).toBe(201)
  // Refused for what it says.
  expect(await ask(ROOT, model('one', next()))).toBe(409)
  for (const wrong of [
    { name: 'A B' },
    { model: '' },
    { baseUrl: 'http://example.com' },
    { provider: 'none' },
    { more: 1 },
  ])
    expect(await ask(ROOT, model('three', next(), wrong))).toBe(422)
  expect(await ask(ROOT, model('three', `${next()} and more`))).toBe(422)
  expect(await ask(ROOT, model('three', next(), { type: 'program' }))).toBe(422)
  // Put where it does not belong.
  expect(await ask(ROOT, model(`${next()} `, 'k'))).toBe(422)
  expect(await ask(ROOT, model('three', 'k', { model: `${next()} ` }))).toBe(422)
  expect(await ask(ROOT, model('three', 'k', { baseUrl: `https://${next()}@example.com` }))).toBe(422)
  expect(await ask(ROOT, model('three', 'k', { baseUrl: `https://example.com?key=${next()}` }))).toBe(422)
  expect(await ask(ROOT, model('three', 'k', { aliases: { [`${next()} `]: 'a' } }))).toBe(422)
  expect(await ask(ROOT, { type: 'program', name: 'c', dialect: 'codex', argv: ['a'], env: [`A=${next()}`] })).toBe(422)
  // Refused at the door.
  expect(await ask(ROOT, model('three', next()), { origin: 'https://example.com' })).toBe(403)
  expect(await ask(ROOT, model('three', next()), { 'content-type': 'text/plain' })).toBe(415)
  await testEchoes(canaries, desk.send)
  await breakTheVault(canaries, desk)
  for (const path of [ROOT, '/api/v1/home', '/api/v1/capabilities', '/api/v1/system/doctor'])
    see(await (await desk.send(path)).text())
  see(desk.reported.map(String))
  see(await desk.store.listConnections())
  see(await desk.store.eventsAfter(0, 1_000))
  expect(canaries.found()).toEqual([])
})

/** Servers that say the key back in every way there is. */
async function testEchoes({ next, see }: Canaries, send: ReturnType<typeof anApi>['send']): Promise<void> {
  const post = async (path: string, body: Json) =>
    await send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  for (const status of [200, 401, 302, 500]) {
    const key = next()
    const { baseUrl } = await aModelServer((request, response) => {
      const said = String(request.headers.authorization)
      response.writeHead(status, { location: `https://${key}.invalid/`, 'x-echo': said })
      response.end(JSON.stringify({ data: [{ id: said }, { id: key }, { id: 'honest' }], error: said }))
    })
    expect((await post(ROOT, model(`echo-${status}`, key, { baseUrl }))).status).toBe(201)
    const tested = await post(`${ROOT}/echo-${status}/test`, {})
    expect(tested.status).toBe(200)
    see(await tested.text())
  }
}

async function breakTheVault({ next, see }: Canaries, desk: ReturnType<typeof anApi>): Promise<void> {
  const keyFile = join(desk.home, 'config', 'key')
  const refuse = async (name: string) => {
    see(await desk.refused(ROOT, model(name, next())))
    see(
      await (
        await desk.send(`${ROOT}/one/test`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })
      ).text(),
    )
    see(
      await createConnections({ ...desk.parts, reader: desk.store, ...vaultIn(desk.home, desk.store) })
        .find('one')
        .catch(String),
    )
  }
  chmodSync(keyFile, 0o644)
  await refuse('four')
  rmSync(keyFile)
  await refuse('five')
  writeFileSync(keyFile, 'no key', { mode: 0o600 })
  await refuse('six')
}

it('[AP114] no key comes out of the command line in clear', async () => {
  const canaries = someCanaries()
  const cli = aCli({ env: { KEY: canaries.next(), ODD: `${canaries.next()} and more` }, stdin: canaries.next() })
  const run = async (...argv: readonly string[]) => canaries.see(await cli.run('connections', ...argv))
  const claude = ['--provider', 'anthropic', '--model', 'm-1']
  await run('add', 'one', ...claude, '--key-from-env', 'KEY')
  await run('add', 'one', ...claude, '--key-from-env', 'KEY')
  await run('add', 'two', ...claude, '--key-from-env', 'ODD')
  await run('add', 'two', ...claude, '--key-stdin', '--json')
  await run('add', 'three', ...claude, '--key-from-env', canaries.next())
  await run('add', 'three', ...claude, '--key-stdin', '--json', '--alias', 'small=a b')
  for (const what of ['list', 'default one', 'remove two']) await run(...what.split(' '), '--json')
  expect(canaries.seen.length).toBe(9)
  expect(canaries.found()).toEqual([])
})

it('[AP114] no file of the data folder holds a key in clear, while it is written and after it was removed', async () => {
  const canaries = someCanaries()
  const folder = folderWith({})
  const env = { WORKCHARTS_KEY_FILE: join(folder, 'apart', 'key'), WORKCHARTS_DATA: join(folder, 'data') }
  const config = readConfig(env, folder, join(import.meta.dirname, '../..'))
  const onProblem = canaries.see
  const opened = await openApp({ config, sharing: 'off', onProblem, onFatal: onProblem })
  if (!opened.ok) throw new Error(opened.error.code)
  const app = opened.value
  const api = app.api(4_600, { web: undefined, hooks: 'here', site: undefined, sharing: undefined })
  const headers = { host: '127.0.0.1:4600', authorization: `Bearer ${app.token}`, 'content-type': 'application/json' }
  const post = async (path: string, body: Json) =>
    await api.request(`http://127.0.0.1:4600${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  for (let number = 0; number < CANARIES; number++)
    expect((await post(ROOT, model(`c-${number}`, canaries.next()))).status).toBe(201)
  expect(canaries.left()).toBe(0)
  // While the store is open its database may not be opened by anybody else here.
  seeFiles(canaries, env.WORKCHARTS_DATA, (file) => file.endsWith('.db'))
  for (let number = 0; number < CANARIES / 2; number++) await post(`${ROOT}/c-${number}/remove`, {})
  await app.close()
  seeFiles(canaries, env.WORKCHARTS_DATA)
  expect(canaries.found()).toEqual([])
  const reopened = openSqliteStore({ folder: env.WORKCHARTS_DATA })
  expect(reopened.ok && (await reopened.value.listConnections()).length).toBe(CANARIES / 2)
  if (reopened.ok) reopened.value.close()
})
