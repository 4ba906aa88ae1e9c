import { renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { limitAtOnce } from '../../../src/adapters/files/limit-at-once.ts'
import { AT_ONCE, mapAtOnce } from '../../../src/adapters/files/map-at-once.ts'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../../src/adapters/files/open-library.ts'
import { sha256 } from '../../../src/adapters/files/sha256.ts'
import { shareAnswers } from '../../../src/adapters/files/share-answers.ts'
import { isSliceOver, nextSlice } from '../../../src/adapters/files/slice.ts'
import { walkFolder } from '../../../src/adapters/files/walk-folder.ts'
import type { CatalogEntry } from '../../../src/core/plan/catalog.ts'
import { folderWith } from '../../support/folders.ts'
import { ref } from '../../support/plans.ts'

const A_DAY_MS = 24 * 60 * 60 * 1_000

/** Each file with the hash of its bytes. */
function filesOf(entry: CatalogEntry | undefined): string {
  return entry?.type === 'capability' ? entry.files.map((file) => `${file.path} ${file.sha256}`).join(', ') : ''
}

/** Writes a file at a second of its own, since a disk may count too coarsely for two changes of one test. */
function writeOn(path: string, text: string, second: number): void {
  writeFileSync(path, text)
  utimesSync(path, second, second)
}

const STARTER = join(import.meta.dirname, '../../../starter')

describe('a large library', () => {
  it('[FI66] those who ask at the same time share one answer, and nobody gets one begun before they asked', async () => {
    const share = shareAnswers<number>()
    const begun: PromiseWithResolvers<void>[] = []
    const work = async (): Promise<number> => {
      const release = Promise.withResolvers<void>()
      const number = begun.push(release)
      await release.promise
      return number
    }
    const together = [share('skills', work), share('skills', work), share('agents', async () => 0)]
    expect(await together[2]).toBe(0)
    const during = [share('skills', work), share('skills', work)]
    await new Promise((settle) => setImmediate(settle))
    expect(begun).toHaveLength(1)
    begun[0]?.resolve()
    expect(await Promise.all(together)).toEqual([1, 1, 0])
    await expect.poll(() => begun.length).toBe(2)
    begun[1]?.resolve()
    expect(await Promise.all(during)).toEqual([2, 2])
  })

  it('[FI66] what fails is told to all who asked together and to nobody after them', async () => {
    const share = shareAnswers<string>()
    const fail = (): Promise<string> => Promise.reject(new Error('no disk'))
    const together = await Promise.allSettled([share('a', fail), share('a', fail)])
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await share('a', async () => 'here')).toBe('here')
  })

  it('[FI66] an artifact that changes between two questions is answered as it is then', async () => {
    const home = folderWith({ 'collections/x/agents/ann.md': '---\ndescription: One.\n---\n' })
    const library = openLibrary({ home, shipped: [], blobs: openBlobs(join(home, 'blobs')) })
    for (const word of ['Two', 'Three', 'Four', 'Five']) {
      const before = Promise.all(Array.from({ length: 5 }, () => library.resolve(ref('agent:ann'))))
      writeFileSync(join(home, 'collections/x/agents/ann.md'), `---\ndescription: ${word}.\n---\n`)
      const after = await library.resolve(ref('agent:ann'))
      expect(after).toMatchObject({ description: `${word}.` })
      await before
    }
  })

  it('[FI50] whatever happens to a skill that is known, the next list and the next plan see it', async () => {
    const home = folderWith({
      'collections/x/skills/sort/SKILL.md': 'Sorts.',
      'collections/x/skills/sort/a/b.txt': 'one',
    })
    const at = (name: string): string => join(home, 'collections/x/skills/sort', name)
    vi.setSystemTime(Date.now() + A_DAY_MS)
    onTestFinished(() => void vi.useRealTimers())
    const library = openLibrary({ home, shipped: [], blobs: openBlobs(join(home, 'blobs')) })
    const look = async (): Promise<readonly [listed: string, planned: string]> => {
      const [[listed], planned] = [await library.listCapabilities(), await library.resolve(ref('skill:sort'))]
      return [filesOf(listed), filesOf(planned)]
    }
    await look()
    const changes: readonly (readonly [change: () => void, files: string])[] = [
      [() => writeOn(at('a/b.txt'), 'two', 1), 'SKILL.md Sorts., a/b.txt two'],
      [() => writeOn(at('new'), 'six', 2), 'SKILL.md Sorts., a/b.txt two, new six'],
      [() => renameSync(at('new'), at('a/b.txt')), 'SKILL.md Sorts., a/b.txt six'],
      [() => symlinkSync('b.txt', at('a/link')), 'SKILL.md Sorts., a/b.txt six, a/link six'],
      [() => writeOn(at('a/b.txt'), 'ten', 3), 'SKILL.md Sorts., a/b.txt ten, a/link ten'],
      [() => rmSync(at('a'), { recursive: true }), 'SKILL.md Sorts.'],
      [() => writeOn(at('SKILL.md'), 'Tells.', 4), 'SKILL.md Tells.'],
    ]
    for (const [change, files] of changes) {
      change()
      const hashed = files.replaceAll(/(?<= )[^ ,]+(?=,|$)/g, (text) => sha256(text))
      expect(await look()).toEqual([hashed, hashed])
    }
    rmSync(at(''), { recursive: true })
    expect(await look()).toEqual(['', ''])
  })

  it('[FI67] much is asked of the file system at once, and never more than the bound', async () => {
    let [now, most] = [0, 0]
    const step = async (item: number): Promise<number> => {
      now += 1
      most = Math.max(most, now)
      await new Promise((settle) => setImmediate(settle))
      now -= 1
      return item * 2
    }
    const items = Array.from({ length: 3 * AT_ONCE }, (_, index) => index)
    expect(await mapAtOnce(items, step)).toEqual(items.map((item) => item * 2))
    expect(most).toBe(AT_ONCE)
    const limited = limitAtOnce(5)
    most = 0
    expect(await Promise.all(items.map((item) => limited(() => step(item))))).toEqual(items.map((item) => item * 2))
    expect(most).toBe(5)
    await expect(limited(() => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk')
    expect(await limited(async () => 'here')).toBe('here')
  })

  it('[FI93] what did not change since it was planned with is not put again, unless the blob store lost it', async () => {
    const folder = folderWith()
    const blobs = openBlobs(join(folder, 'blobs'))
    let puts = 0
    const put = (bytes: Uint8Array): Promise<string> => {
      puts += 1
      return blobs.put(bytes)
    }
    const library = openLibrary({ home: folder, shipped: [STARTER], blobs: { ...blobs, put } })
    const first = await library.resolve(ref('skill:look-up-a-row'))
    const files = first?.type === 'capability' ? first.files : []
    expect(puts).toBe(files.length)
    expect(await library.resolve(ref('skill:look-up-a-row'))).toEqual(first)
    expect(puts).toBe(files.length)
    rmSync(join(folder, 'blobs'), { recursive: true })
    expect(await library.resolve(ref('skill:look-up-a-row'))).toEqual(first)
    for (const file of files) expect(await blobs.find(file.sha256)).toBeDefined()
  })

  it('[FI94] everything else has its turn before files are looked at for longer than a slice', async () => {
    let turns = 0
    const rest = setInterval(() => (turns += 1), 0)
    onTestFinished(() => clearInterval(rest))
    const item = async (): Promise<void> => {
      const until = performance.now() + 1
      while (performance.now() < until);
    }
    await mapAtOnce(Array.from({ length: 100 }), item)
    expect(turns).toBeGreaterThan(5)
  })

  it('[FI94] a walk waits for its slice', async () => {
    const folder = folderWith({ 'a/b': 'x' })
    await nextSlice()
    while (!isSliceOver());
    let turns = 0
    setImmediate(() => (turns += 1))
    expect((await walkFolder({ folder, root: folder, shown: '' })).files).toHaveLength(1)
    expect(turns).toBe(1)
  })

  it('[FI94] all who look at files share one slice', async () => {
    await nextSlice()
    while (!isSliceOver());
    const order: string[] = []
    setImmediate(() => order.push('the rest'))
    await Promise.all([1, 2, 3].map(() => nextSlice().then(() => order.push('files'))))
    expect(order).toEqual(['the rest', 'files', 'files', 'files'])
  })

  it('[FI57] two thousand skills are no folder that holds something else', { timeout: 60_000 }, async () => {
    const skills = Array.from({ length: 2_001 }, (_, index) => [`collections/x/skills/s${index}/SKILL.md`, 'Does it.'])
    const home = folderWith(Object.fromEntries(skills))
    const library = openLibrary({ home, shipped: [], blobs: openBlobs(join(home, 'blobs')) })
    const [capabilities, unusable] = await Promise.all([library.listCapabilities(), library.listUnusable()])
    expect(capabilities).toHaveLength(2_001)
    expect(unusable).toEqual([])
  })
})
