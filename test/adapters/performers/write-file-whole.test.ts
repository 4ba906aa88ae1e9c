import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeFileWhole } from '../../../src/adapters/write-file-whole.ts'
import { aFolder } from '../../support/performers.ts'

describe('writing a file whole', () => {
  it('[PF5] makes the folder and replaces what was there', async () => {
    const folder = join(await aFolder(), 'deep', 'er')
    await writeFileWhole(join(folder, 'a.txt'), 'old')
    await writeFileWhole(join(folder, 'a.txt'), 'new')
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['a.txt'])
  })

  it('[PF5] shows a reader the old bytes or the new ones while it writes', async () => {
    const path = join(await aFolder(), 'a.txt')
    const versions = ['a', 'b'].map((letter) => letter.repeat(300_000))
    await writeFileWhole(path, versions[0] ?? '')
    let isWriting = true
    const writes = (async () => {
      for (let round = 0; round < 20; round += 1) await writeFileWhole(path, versions[round % 2] ?? '')
      isWriting = false
    })()
    while (isWriting) expect(versions).toContain(await readFile(path, 'utf8'))
    await writes
  })

  it('[PF5] leaves nothing behind when it fails', async () => {
    const folder = await aFolder()
    await mkdir(join(folder, 'taken', 'full'), { recursive: true })
    await expect(writeFileWhole(join(folder, 'taken'), 'x')).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['taken'])
  })
})
