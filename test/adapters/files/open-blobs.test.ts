import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { folderWith } from '../../support/folders.ts'

const OPEN_BLOBS = new URL('../../../src/adapters/files/open-blobs.ts', import.meta.url).href
const HELLO = new TextEncoder().encode('hello')
const HELLO_SHA256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
const PLACE = join('2c', 'f2', HELLO_SHA256)

describe('blobs', () => {
  it('[FI1] bytes are found again by their SHA-256, also by another process that opens the folder', async () => {
    const folder = join(folderWith(), 'blobs')
    expect(await openBlobs(folder).put(HELLO)).toBe(HELLO_SHA256)
    expect(await openBlobs(folder).find(HELLO_SHA256)).toEqual(Buffer.from(HELLO))
    expect(readFileSync(join(folder, PLACE), 'utf8')).toBe('hello')
    expect(statSync(join(folder, PLACE)).mode & 0o777).toBe(0o600)
  })

  it('[FI2] what is not there is undefined, and a name that is no SHA-256 is never a path', async () => {
    const folder = folderWith({ secret: 'x' })
    const blobs = openBlobs(join(folder, 'blobs'))
    expect(await blobs.find(HELLO_SHA256)).toBeUndefined()
    for (const name of ['../secret', '', HELLO_SHA256.toUpperCase(), `${HELLO_SHA256}/../x`]) {
      expect(await blobs.find(name)).toBeUndefined()
    }
  })

  it('[FI3] bytes that no longer fit their name are never given out, and putting them again mends them', async () => {
    const folder = folderWith()
    const blobs = openBlobs(folder)
    await blobs.put(HELLO)
    writeFileSync(join(folder, PLACE), 'hellp')
    await expect(blobs.find(HELLO_SHA256)).rejects.toThrow('is damaged')
    await openBlobs(folder).put(HELLO)
    expect(await blobs.find(HELLO_SHA256)).toEqual(Buffer.from(HELLO))
    rmSync(join(folder, PLACE))
    await blobs.put(HELLO)
    expect(await blobs.find(HELLO_SHA256)).toEqual(Buffer.from(HELLO))
  })

  it('[FI1] what this process has put is known to be there until it is gone', async () => {
    const folder = folderWith()
    await openBlobs(folder).put(HELLO)
    const blobs = openBlobs(folder)
    expect(await blobs.holds(HELLO_SHA256)).toBe(false)
    await blobs.put(HELLO)
    expect(await blobs.holds(HELLO_SHA256)).toBe(true)
    rmSync(join(folder, PLACE))
    expect(await blobs.holds(HELLO_SHA256)).toBe(false)
  })

  it('[FI4] many puts of the same bytes at the same time leave one whole file and nothing else', async () => {
    const folder = folderWith()
    const stores = [openBlobs(folder), openBlobs(folder), openBlobs(folder)]
    const names = await Promise.all(Array.from({ length: 60 }, (_, index) => stores[index % 3]?.put(HELLO)))
    expect(new Set(names)).toEqual(new Set([HELLO_SHA256]))
    expect(readdirSync(join(folder, '2c', 'f2'))).toEqual([HELLO_SHA256])
  })

  it('[FI5] a put that the disk refuses leaves no draft behind, and says what failed', () => {
    const folder = folderWith()
    const put = `
      import { openBlobs } from ${JSON.stringify(OPEN_BLOBS)}
      await openBlobs(${JSON.stringify(folder)}).put(new Uint8Array(1_000_000)).catch((error) => console.log(error.code))`
    const limited = ['-c', 'ulimit -f 1 && exec "$0" --input-type=module --eval "$1"', process.execPath, put]
    expect(execFileSync('bash', limited, { encoding: 'utf8' }).trim()).toBe('EFBIG')
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files).toEqual([])
  })
})
