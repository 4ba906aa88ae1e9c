import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connection, connectionList, connectionTest } from '../../src/api/contract/connections.ts'
import { home } from '../../src/api/contract/home.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { CONNECTIONS_MAX } from '../../src/engine/connections.ts'
import { aClock } from '../support/engine.ts'
import { anApi } from '../support/http-world.ts'
import { aModelServer, listing } from '../support/model-list-server.ts'
import { aConnectionRow } from '../support/rows.ts'

const ROOT = '/api/v1/connections'
const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 12))
const CLAUDE = { type: 'model', name: 'claude', provider: 'anthropic', model: 'claude-1', key: 'sk-1' }
const CODEX = { type: 'program', name: 'codex', dialect: 'codex', argv: ['codex', 'exec'] }
const KEPT = {
  type: 'model',
  name: 'claude',
  provider: 'anthropic',
  baseUrl: null,
  model: 'claude-1',
  aliases: {},
  isDefault: true,
  hasKey: true,
  by: { id: 'human:owner', name: 'owner' },
  at: '2026-11-20T12:00:00.000Z',
}

describe('connections', () => {
  it('[AP110] are added and listed, and say only whether there is a key', async () => {
    const desk = anApi({ clock: aClock(FRIDAY) })
    expect(await desk.post(ROOT, { body: CLAUDE, schema: connection })).toEqual(KEPT)
    const codex = await desk.post(ROOT, { body: CODEX, schema: connection })
    expect(codex).toMatchObject({ ...CODEX, folder: null, env: [], isDefault: false, hasKey: false })
    expect(await desk.get(ROOT, connectionList)).toEqual({ connections: [KEPT, codex] })
  })

  it('[AP110] are replaced, made the default and removed', async () => {
    const desk = anApi()
    await desk.post(ROOT, { body: CLAUDE, schema: connection })
    const body = { ...CLAUDE, key: undefined, model: 'claude-2', replace: true }
    expect(await desk.post(ROOT, { body: JSON.parse(JSON.stringify(body)), schema: connection })).toMatchObject({
      model: 'claude-2',
      hasKey: true,
    })
    await desk.post(ROOT, { body: { ...CODEX, isDefault: true }, schema: connection })
    expect(await desk.post(`${ROOT}/claude/default`, { schema: connection })).toMatchObject({ isDefault: true })
    const { connections } = await desk.post(`${ROOT}/claude/remove`, { schema: connectionList })
    expect(connections).toMatchObject([{ name: 'codex', isDefault: true }])
  })

  it('[AP111] that do not fit are refused with everything at once', async () => {
    const desk = anApi()
    const body = { type: 'model', name: 'A B', provider: 'openai-compatible', model: '', key: 'two words' }
    const refused = await desk.refused(ROOT, body)
    expect(refused).toMatchObject({ status: 422, code: 'connection-invalid' })
    expect(refused.errors.map(({ pointer }) => pointer)).toEqual(['/name', '/model', '/baseUrl', '/key'])
    expect(await desk.refused(ROOT, { ...CODEX, key: 'a' })).toMatchObject({ status: 422, code: 'body-invalid' })
    expect(await desk.refused(ROOT, { ...CODEX, argv: Array(200).fill('a') })).toMatchObject({ code: 'body-invalid' })
  })

  it('[AP111] that are there, are not there, or are too many are refused', async () => {
    const desk = anApi()
    await desk.post(ROOT, { body: CODEX, schema: connection })
    expect(await desk.refused(ROOT, CODEX)).toMatchObject({ status: 409, code: 'connection-exists' })
    for (const what of ['default', 'remove', 'test'])
      expect(await desk.refused(`${ROOT}/none/${what}`, {})).toMatchObject({ status: 404, code: 'connection-unknown' })
    const rows = Array.from({ length: CONNECTIONS_MAX - 1 }, (_, n) => aConnectionRow({ name: `c${n}` }))
    await desk.store.append([{ connections: rows }])
    const full = await desk.refused(ROOT, { ...CODEX, name: 'more' })
    expect(full).toMatchObject({ status: 409, code: 'connections-full', detail: expect.stringContaining('50') })
  })

  it('[AP111] that somebody else changed at the same moment are refused', async () => {
    const desk = anApi({
      store: { findConnection: async () => aConnectionRow({ name: 'codex', revision: 5, kept: null }) },
    })
    expect(await desk.refused(ROOT, CODEX)).toMatchObject({ status: 409, code: 'connection-changed' })
  })

  it('[AP112] are tested, in words', async () => {
    const desk = anApi()
    const { baseUrl } = await aModelServer(listing('llama3.2'))
    const body = { type: 'model', name: 'local', provider: 'openai-compatible', baseUrl, model: 'llama3.2' }
    await desk.post(ROOT, { body, schema: connection })
    await desk.post(ROOT, { body: CODEX, schema: connection })
    expect(await desk.post(`${ROOT}/local/test`, { schema: connectionTest })).toEqual({
      isWell: true,
      detail: 'It answers, and it has the model llama3.2.',
    })
    expect(await desk.post(`${ROOT}/codex/test`, { schema: connectionTest })).toEqual({
      isWell: false,
      detail: 'The command codex is not there. Install it, or give its whole path.',
    })
  })

  it('[AP113] need their key file', async () => {
    const desk = anApi()
    const keyFile = join(desk.home, 'config', 'key')
    await desk.post(ROOT, { body: CLAUDE, schema: connection })
    const more = { ...CLAUDE, name: 'more' }
    const refused = async (code: string) => {
      const detail = expect.stringContaining(keyFile)
      expect(await desk.refused(ROOT, more)).toMatchObject({ status: 409, code, detail })
      const told = await desk.post(`${ROOT}/claude/test`, { schema: connectionTest })
      expect(told).toEqual({ isWell: false, detail })
    }
    chmodSync(keyFile, 0o644)
    await refused('key-file-exposed')
    rmSync(keyFile)
    await refused('key-file-missing')
    writeFileSync(keyFile, 'no key', { mode: 0o600 })
    await refused('key-file-invalid')
    writeFileSync(keyFile, '0'.repeat(64), { mode: 0o600 })
    const detail = expect.stringContaining('can not be opened')
    expect(await desk.post(`${ROOT}/claude/test`, { schema: connectionTest })).toEqual({ isWell: false, detail })
    await desk.post(`${ROOT}/claude/remove`, { schema: connectionList })
    await desk.post(ROOT, { body: CLAUDE, schema: connection })
  })

  it('[AP115] make Home say that an AI is connected', async () => {
    const desk = anApi()
    expect((await desk.get('/api/v1/home', home)).workers.aiConnected).toBe(false)
    await desk.post(ROOT, { body: CODEX, schema: connection })
    expect((await desk.get('/api/v1/home', home)).workers.aiConnected).toBe(true)
  })
})
