import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rememberByStamp } from '../../../src/adapters/files/remember-by-stamp.ts'
import { findStamp } from '../../../src/adapters/files/stamp.ts'
import { folderWith } from '../../support/folders.ts'

/** Reads a file whose text is the number of the reading. */
function numbered(): (path: string) => Promise<number> {
  let readings = 0
  return async () => {
    readings += 1
    return readings
  }
}

describe('what was read of a file', () => {
  it('[FI50] is remembered while the file looks the same from outside', async () => {
    const read = rememberByStamp(numbered())
    const stamp = { text: 'as it was', size: 1, isSettled: true }
    expect([await read('a', stamp), await read('a', stamp), await read('b', stamp)]).toEqual([1, 1, 2])
    expect(await read('a', { ...stamp, text: 'changed' })).toBe(3)
    expect(await read('a', stamp)).toBe(4)
  })

  it('[FI50] is not remembered of a file that changed a moment ago, since the next change may look the same', async () => {
    const read = rememberByStamp(numbered())
    const stamp = { text: 'as it was', size: 1, isSettled: false }
    expect([await read('a', stamp), await read('a', stamp)]).toEqual([1, 2])
  })

  it('[FI50] is not remembered where the reading failed', async () => {
    const path = join(folderWith(), 'late')
    const stamp = { text: 'as it was', size: 1, isSettled: true }
    const read = rememberByStamp(async () => {
      if (!existsSync(path)) throw new Error('no file')
      return 'here'
    })
    await expect(read(path, stamp)).rejects.toThrow('no file')
    writeFileSync(path, '')
    expect(await read(path, stamp)).toBe('here')
  })

  it('[FI50] a file that was written just now is not settled, one of the program is', () => {
    const folder = folderWith({ new: 'x' })
    expect(findStamp(join(folder, 'new'))).toMatchObject({ size: 1, isSettled: false })
    expect(findStamp(process.execPath)).toMatchObject({ isSettled: true })
    expect(findStamp(join(folder, 'gone'))).toBeUndefined()
  })
})
