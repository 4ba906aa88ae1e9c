import { describe, expect, it } from 'vitest'
import { plainAddress } from '../../../src/core/connection/address.ts'
import { checkConnection } from '../../../src/core/connection/check-connection.ts'
import type { ConnectionSettings } from '../../../src/core/connection/connection-settings.ts'
import { CONNECTION_LIMITS, sharesKey } from '../../../src/core/connection/connection-settings.ts'

const CLAUDE = {
  type: 'model',
  name: 'claude',
  provider: 'anthropic',
  baseUrl: null,
  model: 'claude-1',
  aliases: {},
} as const
const OLLAMA = {
  ...CLAUDE,
  name: 'our-ollama',
  provider: 'openai-compatible',
  baseUrl: 'http://localhost:11434/v1',
} as const
const CODEX = { type: 'program', name: 'codex', dialect: 'codex', argv: ['codex'], folder: null, env: [] } as const
const KEY = 'sk-secret-1'

function flawed(settings: ConnectionSettings, key: string | null = null): readonly string[] {
  return checkConnection(settings, key).map(({ pointer }) => pointer)
}

describe('checkConnection', () => {
  it('[CE4] finds nothing where nothing is wrong', () => {
    expect(checkConnection(CLAUDE, KEY)).toEqual([])
    expect(checkConnection({ ...OLLAMA, aliases: { small: 'llama3.2:3b' } }, null)).toEqual([])
    expect(checkConnection({ ...CODEX, folder: '/home/ana', env: ['HOME_2'] }, null)).toEqual([])
    expect(checkConnection({ ...CODEX, folder: 'C:\\work' }, null)).toEqual([])
  })

  it('[CE4] says everything at once, and repeats nothing of what was given', () => {
    const misplaced = 'sk secret'
    const model = checkConnection(
      { ...OLLAMA, name: misplaced, model: misplaced, baseUrl: misplaced, aliases: { [misplaced]: 'a' } },
      misplaced,
    )
    expect(model.map(({ pointer }) => pointer)).toEqual(['/name', '/model', '/baseUrl', '/aliases', '/key'])
    const program = checkConnection({ ...CODEX, argv: [], folder: misplaced, env: [misplaced] }, misplaced)
    expect(program.map(({ pointer }) => pointer)).toEqual(['/argv', '/folder', '/env', '/key'])
    for (const { detail } of [...model, ...program]) {
      expect(detail).not.toContain(misplaced)
      expect(detail).toMatch(/\. \S.*\.$/)
    }
  })

  it.each(['', 'Claude', 'a_b', '-a', 'a-', 'a--b', 'ä', 'a'.repeat(49)])('[CE4] takes no name like "%s"', (name) => {
    expect(flawed({ ...OLLAMA, name })).toEqual(['/name'])
  })

  it.each(['', 'a b', 'a\n', 'a'.repeat(201), 'ä'])('[CE4] takes no model like "%s"', (model) => {
    expect(flawed({ ...OLLAMA, model })).toEqual(['/model'])
    expect(flawed({ ...OLLAMA, aliases: { small: model } })).toEqual(['/aliases'])
  })

  it('[CE4] bounds the short names', () => {
    const aliases = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 'b']))
    expect(flawed({ ...OLLAMA, aliases: aliases(CONNECTION_LIMITS.aliases) })).toEqual([])
    expect(flawed({ ...OLLAMA, aliases: aliases(CONNECTION_LIMITS.aliases + 1) })).toEqual(['/aliases'])
  })

  it.each([
    'https://api.example.com/v1',
    'HTTPS://API.example.com',
    'https://8.8.8.8:8443',
    'https://[2001:db8::1]/v1/',
    'http://localhost:11434/v1',
    'http://LOCALHOST',
    'http://127.0.0.1',
    'http://127.250.3.4:1',
    'http://10.0.0.255:65535',
    'http://192.168.1.20/a-b/c_d/~e',
    'http://172.16.0.1',
    'http://172.31.9.9',
    'http://[::1]:8080',
    'http://[fd00::1]',
  ])('[CE5] reaches %s', (baseUrl) => {
    expect(flawed({ ...OLLAMA, baseUrl })).toEqual([])
  })

  it.each([
    'http://api.example.com',
    'http://8.8.8.8',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1.5',
    'http://10.0.0.256',
    'http://172.15.0.1',
    'http://172.32.0.1',
    'http://192.169.0.1',
    'http://169.254.169.254',
    'http://2130706433',
    'http://0x7f.1',
    'http://[::2]',
    'http://[fe80::1]',
    'http://[::ffff:8.8.8.8]',
  ])('[CE5] does not reach %s', (baseUrl) => {
    expect(flawed({ ...OLLAMA, baseUrl })).toEqual(['/baseUrl'])
  })

  it.each([
    '',
    'api.example.com',
    'ftp://example.com',
    'file:///etc/passwd',
    'https://user:word@example.com',
    'https://key@example.com',
    'https://example.com/v1?key=a',
    'https://example.com/v1#a',
    'https://example.com\\@other.com',
    'https://example.com:0',
    'https://example.com:65536',
    'https://example.com:123456',
    'https:// example.com',
    'https://exämple.com',
    `https://example.com/${'a'.repeat(500)}`,
  ])('[CE6] takes no address like %s', (baseUrl) => {
    expect(flawed({ ...OLLAMA, baseUrl })).toEqual(['/baseUrl'])
  })

  it('[CE6] needs an address where the provider has none of its own', () => {
    expect(flawed({ ...OLLAMA, baseUrl: null })).toEqual(['/baseUrl'])
  })

  it('[CE6] spells one place in one way', () => {
    expect(plainAddress(' http://localhost:11434/v1// ')).toBe('http://localhost:11434/v1')
  })

  it('[CE7] needs a key at the own address of Anthropic, and nowhere else', () => {
    expect(flawed(CLAUDE)).toEqual(['/key'])
    expect(flawed({ ...CLAUDE, baseUrl: 'https://proxy.example.com' })).toEqual([])
  })

  it.each(['', 'two words', 'line\nbreak', 'ключ', 'a'.repeat(4_097)])('[CE7] takes no key like %j', (key) => {
    expect(flawed(OLLAMA, key)).toEqual(['/key'])
  })

  it('[CE7] gives a command no key', () => {
    expect(flawed(CODEX, KEY)).toEqual(['/key'])
  })

  it.each([
    [{ argv: [] }, '/argv'],
    [{ argv: ['  '] }, '/argv'],
    [{ argv: Array(65).fill('a') }, '/argv'],
    [{ argv: ['a', 'b\0', 'c\0'] }, '/argv/1'],
    [{ argv: ['a'.repeat(4_097)] }, '/argv/0'],
    [{ folder: 'work' }, '/folder'],
    [{ folder: '/a\0' }, '/folder'],
    [{ env: ['A=b'] }, '/env'],
    [{ env: ['1A'] }, '/env'],
    [{ env: ['a'.repeat(129)] }, '/env'],
    [{ env: Array(51).fill('A') }, '/env'],
  ])('[CE8] bounds a command: %#', (given, pointer) => {
    expect(flawed({ ...CODEX, ...given })).toEqual([pointer])
  })

  it('[CE9] keeps a key for the same provider at the same address alone', () => {
    expect(sharesKey(CLAUDE, { ...CLAUDE, model: 'other' })).toBe(true)
    expect(sharesKey(CLAUDE, { ...CLAUDE, baseUrl: 'https://example.com' })).toBe(false)
    expect(sharesKey(CLAUDE, { ...CLAUDE, provider: 'openai-compatible' })).toBe(false)
    expect(sharesKey(CLAUDE, CODEX)).toBe(false)
    expect(sharesKey(CODEX, CODEX)).toBe(false)
  })
})
