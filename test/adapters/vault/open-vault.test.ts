import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openVault } from '../../../src/adapters/vault/open-vault.ts'
import type { Vault } from '../../../src/engine/ports.ts'
import { folderWith } from '../../support/folders.ts'

const SECRET = 'sk-secret-ключ-1'

function aVault(holdsSecrets = false): { readonly keyFile: string; readonly vault: Vault } {
  const keyFile = join(folderWith({}), 'config', 'workcharts', 'key')
  return { keyFile, vault: openVault({ keyFile, holdsSecrets: async () => holdsSecrets }) }
}

async function sealed(vault: Vault, label = 'claude'): Promise<string> {
  const text = await vault.seal(SECRET, label)
  if (!text.ok) throw new Error(text.error.detail)
  return text.value
}

describe('the vault', () => {
  it('[VA1] opens what it sealed, and nothing else', async () => {
    const { vault, keyFile } = aVault()
    const text = await sealed(vault)
    expect(await vault.open(text, 'claude')).toEqual({ ok: true, value: SECRET })
    const refused = { ok: false, error: { code: 'secret-unreadable' } }
    expect(await vault.open(text, 'other')).toMatchObject(refused)
    for (const wrong of ['', 'wc1', 'wc1.a.b', text.replace('wc1', 'wc2'), text.slice(0, -30)])
      expect(await vault.open(wrong, 'claude')).toMatchObject(refused)
    for (let index = 4; index < text.length - 1; index++) {
      const other = text[index] === 'A' ? 'B' : 'A'
      expect(await vault.open(text.slice(0, index) + other + text.slice(index + 1), 'claude')).toMatchObject(refused)
    }
    const unreadable = await aVault().vault.seal(SECRET, 'claude')
    expect(unreadable.ok && (await vault.open(unreadable.value, 'claude'))).toMatchObject({
      error: { detail: expect.stringContaining(keyFile) },
    })
  })

  it('[VA2] never seals to the same text, and none holds the secret', async () => {
    const { vault } = aVault()
    const texts = [await sealed(vault), await sealed(vault)]
    expect(new Set(texts).size).toBe(2)
    for (const text of texts) {
      const bytes = Buffer.concat(text.split('.').map((part) => Buffer.from(part, 'base64url')))
      expect([text, bytes.toString('utf8'), bytes.toString('latin1')].join()).not.toContain('secret')
    }
  })

  it('[VA3] makes its key with the first secret, for the owner only', async () => {
    const { vault, keyFile } = aVault()
    await sealed(vault)
    const key = readFileSync(keyFile, 'utf8')
    expect(key).toMatch(/^[0-9a-f]{64}\n$/)
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(keyFile, '..'))).toEqual(['key'])
    await sealed(vault)
    expect(readFileSync(keyFile, 'utf8')).toBe(key)
  })

  it('[VA3] makes one key for all who ask at the same time', async () => {
    const { vault } = aVault()
    const texts = await Promise.all(Array.from({ length: 20 }, () => sealed(vault)))
    for (const text of texts) expect(await vault.open(text, 'claude')).toEqual({ ok: true, value: SECRET })
  })

  it('[VA4] makes no key where one was lost', async () => {
    const { vault, keyFile } = aVault(true)
    const refused = { ok: false, error: { code: 'key-file-missing', detail: expect.stringContaining(keyFile) } }
    expect(await vault.seal(SECRET, 'claude')).toMatchObject(refused)
    expect(await vault.open('wc1.a.b', 'claude')).toMatchObject(refused)
    expect(() => statSync(keyFile)).toThrow('ENOENT')
  })

  it.each([0o640, 0o604, 0o660, 0o755])('[VA5] refuses a key of mode %o', async (mode) => {
    const { vault, keyFile } = aVault()
    const text = await sealed(vault)
    chmodSync(keyFile, mode)
    const refused = { ok: false, error: { code: 'key-file-exposed', detail: expect.stringContaining('chmod 600') } }
    expect(await vault.open(text, 'claude')).toMatchObject(refused)
    expect(await vault.seal(SECRET, 'claude')).toMatchObject(refused)
  })

  it.each(['', 'a key', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n\n`, 'a'.repeat(10_000)])(
    '[VA5] refuses a file that is no key: %#',
    async (content) => {
      const { vault, keyFile } = aVault()
      const text = await sealed(vault)
      writeFileSync(keyFile, content)
      expect(await vault.open(text, 'claude')).toMatchObject({
        error: { code: 'key-file-invalid', detail: expect.stringContaining(keyFile) },
      })
      expect(await vault.seal(SECRET, 'claude')).toMatchObject({ error: { code: 'key-file-invalid' } })
    },
  )

  it('[VA5] refuses a folder in the place of the key', async () => {
    const { vault, keyFile } = aVault()
    await sealed(vault)
    rmSync(keyFile)
    mkdirSync(keyFile, { mode: 0o700 })
    expect(await vault.seal(SECRET, 'claude')).toMatchObject({ error: { code: 'key-file-invalid' } })
  })

  it('[VA5] lets through what is no answer about a key', async () => {
    const folder = folderWith({ key: 'a file' })
    const vault = openVault({ keyFile: join(folder, 'key', 'below'), holdsSecrets: async () => false })
    await expect(vault.seal(SECRET, 'claude')).rejects.toThrow('ENOTDIR')
  })
})
