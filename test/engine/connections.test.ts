import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { Result } from '../../src/core/basics/result.ts'
import { err, ok } from '../../src/core/basics/result.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { ConnectionDesk, ConnectionOrder } from '../../src/engine/connections.ts'
import { CONNECTIONS_MAX } from '../../src/engine/connections.ts'
import type { ConnectionsParts } from '../../src/engine/create-connections.ts'
import { createConnections } from '../../src/engine/create-connections.ts'
import type { Connections, Vault } from '../../src/engine/ports.ts'
import { staffedLibrary } from '../../src/engine/staffed-library.ts'
import { aClock } from '../support/engine.ts'
import { aLibrary } from '../support/library.ts'
import { aConnectionRow, LENA, minute } from '../support/rows.ts'

const OLLAMA = {
  type: 'model',
  name: 'ollama',
  provider: 'openai-compatible',
  baseUrl: 'http://localhost:11434/v1',
  model: 'llama3.2',
  aliases: {},
} as const
const OMAR = 'human:omar' as ActorId

/** Seals by writing the label before the secret, which tests can read. */
const OPEN_VAULT: Vault = {
  seal: async (secret, label) => ok(`${label}:${secret}`),
  open: async (sealed, label) =>
    sealed.startsWith(`${label}:`)
      ? ok(sealed.slice(label.length + 1))
      : err({ code: 'secret-unreadable', detail: 'It can not be opened. Put the key back.' }),
}

interface Desk extends ConnectionDesk {
  readonly store: ReturnType<typeof createMemoryStore>
  readonly clock: ReturnType<typeof aClock>
  readonly names: () => Promise<readonly string[]>
}

function aDesk(given: Partial<ConnectionsParts> = {}): Desk {
  const store = createMemoryStore()
  const clock = aClock(minute(0))
  const desk = createConnections({
    reader: store,
    engine: { write: async (transition) => (await store.append([transition]))[0]?.type ?? 'stale' },
    vault: OPEN_VAULT,
    tester: { test: async (_, key) => ({ type: 'model-listed', model: String(key) }) },
    clock,
    ...given,
  })
  /** The default one is marked. */
  const names = async () => (await desk.list()).map(({ name, isDefault }) => (isDefault ? `${name}*` : name))
  return { ...desk, store, clock, names }
}

function order(name: string, given: Partial<ConnectionOrder> = {}): ConnectionOrder {
  return { settings: { ...OLLAMA, name }, key: null, isDefault: false, existing: 'refuse', by: LENA, ...given }
}

function codeOf(result: Result<unknown, { readonly code: string }>): string {
  return result.ok ? 'ok' : result.error.code
}

describe('the default', () => {
  it('[CY1] is the first one, then the one it is given to', async () => {
    const desk = aDesk()
    expect(await desk.add(order('a'))).toMatchObject({ ok: true, value: { connection: { isDefault: true } } })
    expect(await desk.add(order('b'))).toMatchObject({ ok: true, value: { connection: { isDefault: false } } })
    expect(await desk.names()).toEqual(['a*', 'b'])
    await desk.add(order('c', { isDefault: true }))
    expect(await desk.names()).toEqual(['a', 'b', 'c*'])
    expect(await desk.makeDefault('b')).toMatchObject({ ok: true, value: { connection: { name: 'b' } } })
    expect(await desk.makeDefault('b')).toMatchObject({ ok: true, value: { connection: { isDefault: true } } })
    expect(await desk.names()).toEqual(['a', 'b*', 'c'])
    expect(codeOf(await desk.makeDefault('none'))).toBe('connection-unknown')
  })

  it('[CY1] goes to the one that was added first where it is removed', async () => {
    const desk = aDesk()
    for (const name of ['c', 'a', 'b']) {
      await desk.add(order(name))
      desk.clock.set(minute(desk.clock.now() === minute(0) ? 1 : 2))
    }
    await desk.makeDefault('b')
    expect(await desk.remove('b')).toMatchObject({ ok: true, value: [{ connection: { name: 'c' } }, {}] })
    expect(await desk.names()).toEqual(['c*', 'a'])
    await desk.remove('a')
    expect(await desk.names()).toEqual(['c*'])
    await desk.remove('c')
    expect(await desk.names()).toEqual([])
  })

  it('[CY1] is one, however many are added at once', async () => {
    const desk = aDesk()
    const names = Array.from({ length: 9 }, (_, index) => `c${index}`)
    await Promise.all(names.map((name) => desk.add(order(name, { isDefault: true }))))
    expect((await desk.names()).filter((name) => name.endsWith('*'))).toEqual(['c8*'])
  })
})

describe('adding', () => {
  it('[CY2] refuses a name that is there, unless it is to be replaced', async () => {
    const desk = aDesk()
    await desk.add(order('a'))
    await desk.add(order('b'))
    expect(codeOf(await desk.add(order('a')))).toBe('connection-exists')
    desk.clock.set(minute(5))
    const settings = { ...OLLAMA, name: 'a', model: 'qwen3' }
    const replaced = await desk.add(order('a', { settings, existing: 'replace', by: OMAR }))
    const connection = { ...settings, isDefault: true }
    expect(replaced).toEqual({ ok: true, value: { connection, hasKey: false, by: LENA, at: minute(0) } })
    expect(await desk.names()).toEqual(['a*', 'b'])
  })

  it('[CY2] spells an address in one way', async () => {
    const desk = aDesk()
    await desk.add(order('a', { settings: { ...OLLAMA, name: 'a', baseUrl: ' http://localhost:11434/v1/ ' } }))
    expect(await desk.list()).toMatchObject([{ baseUrl: OLLAMA.baseUrl }])
  })

  it('[CY3] keeps the key of one that is replaced at the same address', async () => {
    const desk = aDesk()
    const settings = { ...OLLAMA, name: 'a', provider: 'anthropic', baseUrl: null } as const
    await desk.add(order('a', { settings, key: 'sk-1' }))
    await desk.add(order('a', { settings: { ...settings, model: 'qwen3' }, existing: 'replace' }))
    expect(await desk.find('a')).toMatchObject({ connection: { model: 'qwen3' }, key: 'sk-1' })
    await desk.add(order('a', { settings, key: 'sk-2', existing: 'replace' }))
    expect(await desk.find('a')).toMatchObject({ key: 'sk-2' })
    await desk.add(order('a', { settings: { ...settings, baseUrl: 'https://b' }, existing: 'replace' }))
    expect(await desk.find('a')).toMatchObject({ key: null })
  })

  it('[CY4] says everything that is wrong, and seals and writes nothing', async () => {
    const sealed: string[] = []
    const seal: Vault['seal'] = async (secret) => ok(String(sealed.push(secret)))
    const desk = aDesk({ vault: { ...OPEN_VAULT, seal } })
    const wrong = order('A', { settings: { ...OLLAMA, name: 'A', model: '', baseUrl: 'ftp://a' }, key: 'two words' })
    const refused = await desk.add(wrong)
    expect(refused).toMatchObject({ error: { code: 'connection-invalid' } })
    const flaws = !refused.ok && refused.error.code === 'connection-invalid' ? refused.error.flaws : []
    expect(flaws.map(({ pointer }) => pointer)).toEqual(['/name', '/model', '/baseUrl', '/key'])
    expect([sealed, await desk.listKept()]).toEqual([[], []])
  })

  it('[CY4] writes nothing where the vault refuses', async () => {
    const problem = { code: 'key-file-exposed', detail: 'Others can read it. Make it yours alone.' } as const
    const desk = aDesk({ vault: { ...OPEN_VAULT, seal: async () => err(problem) } })
    expect(await desk.add(order('a', { key: 'sk-1' }))).toEqual(err(problem))
    expect(await desk.names()).toEqual([])
  })

  it('[CY8] keeps at most 50', async () => {
    const desk = aDesk()
    const rows = Array.from({ length: CONNECTIONS_MAX }, (_, index) => aConnectionRow({ name: `c${index}` }))
    await desk.store.append([{ connections: rows }])
    expect(codeOf(await desk.add(order('more')))).toBe('connections-full')
    const settings = { ...OLLAMA, name: 'c7' }
    expect(codeOf(await desk.add(order('c7', { settings, existing: 'replace' })))).toBe('ok')
  })

  it('[CY1] that another writer overtook is refused', async () => {
    const desk = aDesk()
    await desk.add(order('a'))
    const late = createConnections({
      reader: desk.store,
      engine: { write: async () => 'stale' },
      vault: OPEN_VAULT,
      tester: { test: async () => ({ type: 'program-found', program: 'a' }) },
      clock: desk.clock,
    })
    expect(codeOf(await late.add(order('b')))).toBe('connection-changed')
    expect(codeOf(await late.remove('a'))).toBe('connection-changed')
  })

  it('[CY1] goes on after a change that broke', async () => {
    const desk = aDesk({ vault: { ...OPEN_VAULT, seal: async () => await Promise.reject(new Error('broken')) } })
    await expect(desk.add(order('a', { key: 'sk-1' }))).rejects.toThrow('broken')
    expect(codeOf(await desk.add(order('b')))).toBe('ok')
  })
})

describe('the key', () => {
  it('[CY5] is stored sealed under the name, listed nowhere, and opened for the port and the test', async () => {
    const desk = aDesk()
    await desk.add(order('a', { key: 'sk-1' }))
    expect((await desk.store.findConnection('a'))?.kept?.sealedKey).toBe('a:sk-1')
    const listed = await desk.listKept()
    expect(listed).toMatchObject([{ hasKey: true }])
    expect(JSON.stringify([listed, await desk.list()])).not.toContain('sk-1')
    expect(await desk.find('a')).toMatchObject({ key: 'sk-1' })
    expect(await desk.test('a')).toEqual(ok({ type: 'model-listed', model: 'sk-1' }))
    await desk.add(order('b'))
    expect(await desk.test('b')).toEqual(ok({ type: 'model-listed', model: 'null' }))
  })

  it('[CY6] is erased with what is removed', async () => {
    const desk = aDesk()
    await desk.add(order('a', { key: 'sk-1' }))
    await desk.remove('a')
    expect(await desk.store.findConnection('a')).toEqual({
      name: 'a',
      revision: 2,
      kept: null,
      by: LENA,
      at: minute(0),
    })
    expect(await desk.find('a')).toBeUndefined()
    for (const outcome of [await desk.remove('a'), await desk.test('a'), await desk.test('none')])
      expect(codeOf(outcome)).toBe('connection-unknown')
    expect(await desk.find('none')).toBeUndefined()
    expect(codeOf(await desk.add(order('a')))).toBe('ok')
    expect(await desk.find('a')).toMatchObject({ key: null })
  })

  it('[CY7] that can not be opened is said', async () => {
    const desk = aDesk()
    await desk.store.append([{ connections: [aConnectionRow({ name: 'a' })] }])
    const why = 'It can not be opened. Put the key back.'
    expect(await desk.test('a')).toEqual(ok({ type: 'key-unreadable', why }))
    await expect(desk.find('a')).rejects.toThrow(why)
  })
})

describe('a staffed library', () => {
  it('[CY9] gives a text for agents to the default connection', async () => {
    const desk = aDesk()
    const agent = {
      type: 'capability',
      ref: 'agent:writer',
      title: 'Writer',
      description: '',
      source: 'default',
      digest: 'a',
      files: [],
      agent: { model: null, maximumTurns: null },
      confidence: 'reported',
      effect: 'pure',
      unavailable: 'Nobody can do it.',
    } as const
    const port: Connections = desk
    const library = staffedLibrary(aLibrary(agent), port)
    expect(await library.listCapabilities()).toEqual([agent])
    await desk.add(order('a'))
    expect(await library.listCapabilities()).toMatchObject([{ run: { type: 'agent', connection: 'a' } }])
  })
})
