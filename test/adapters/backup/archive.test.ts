import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/adapters/backup/manifest.ts'
import { readArchive } from '../../../src/adapters/backup/read-archive.ts'
import { NOBODY } from '../../../src/adapters/backup/save-backup.ts'
import { END, readTarHeader, tarHeader } from '../../../src/adapters/backup/tar.ts'
import type { Entry } from '../../../src/adapters/backup/write-archive.ts'
import { writeArchive } from '../../../src/adapters/backup/write-archive.ts'
import { collected, sha256Of } from '../../support/backups.ts'
import { folderWith } from '../../support/folders.ts'
import { randomFrom } from '../../support/seeded.ts'

const KNOWN = {
  format: 1,
  program: '1.2.3',
  at: '2026-11-03T09:00:00.000Z',
  database: { format: 15, runs: 1, facts: 4, receipts: 2 },
  key: null,
  damaged: 0,
} as const

const LETTER = 'a file of a run'
const DATABASE = anEntry('workcharts.db', 'd'.repeat(5_000))
const BLOB = anEntry(`blobs/${sha256Of(LETTER)}`, LETTER)

function anEntry(name: string, text: string): Entry {
  const bytes = Buffer.from(text)
  return { name, size: bytes.length, read: () => ReadableStream.from([bytes.subarray(0, 7), bytes.subarray(7)]) }
}

async function archiveOf(entries: readonly Entry[], over: Partial<Manifest> = {}): Promise<Buffer> {
  const archive = writeArchive(ReadableStream.from(entries), (contents) => ({ ...KNOWN, ...contents, ...over }))
  return Buffer.concat(await collected(archive))
}

/** In pieces that fit nothing. */
async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let position = 0; position < bytes.length; position += 777) yield bytes.subarray(position, position + 777)
}

const places: string[] = []
const read = async (bytes: Buffer): Promise<Manifest> =>
  await readArchive(inPieces(bytes), async (place) => {
    places.push(place)
    return NOBODY
  })

/** An archive whose seal is right, whatever is in it. */
function sealed(parts: readonly (readonly [name: string, text: string])[]): Buffer {
  const body = Buffer.concat(parts.map(([name, text]) => partOf(name, text)))
  return Buffer.concat([body, partOf('sha256', sha256Of(body)), END])
}

function partOf(name: string, text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([
    tarHeader({ name, size: bytes.length }),
    bytes,
    Buffer.alloc((512 - (bytes.length % 512)) % 512),
  ])
}

const FILES = [{ name: 'workcharts.db', size: 2, sha256: sha256Of('db') }]
const MANIFEST = { ...KNOWN, files: FILES, blobs: { count: 0, bytes: 0 } }

describe('an archive', () => {
  it('[BK6] is opened by any tar', async () => {
    const folder = folderWith({})
    writeFileSync(join(folder, 'backup.tar'), await archiveOf([DATABASE, BLOB]))
    execFileSync('tar', ['-xf', 'backup.tar'], { cwd: folder })
    expect(readdirSync(folder).toSorted()).toEqual(['backup.tar', 'blobs', 'manifest.json', 'sha256', 'workcharts.db'])
    expect(readFileSync(join(folder, BLOB.name), 'utf8')).toBe(LETTER)
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({
      files: [{ name: 'workcharts.db', size: 5_000, sha256: sha256Of('d'.repeat(5_000)) }],
      blobs: { count: 1, bytes: LETTER.length },
    })
  })

  it.each([0, 511, 8 ** 11 - 1, 8 ** 11, 2 ** 45])('[BK6] says a size of %i', (size) => {
    const entry = { name: 'workcharts.db', size }
    expect(readTarHeader(tarHeader(entry))).toEqual(entry)
  })

  it('[BK8] comes back as it was written', async () => {
    places.length = 0
    expect(await read(await archiveOf([DATABASE, BLOB]))).toMatchObject(KNOWN)
    const digest = sha256Of(LETTER)
    expect(places).toEqual(['workcharts.db', join('blobs', digest.slice(0, 2), digest.slice(2, 4), digest)])
  })

  it('[BK8] is refused with any byte changed, wherever it stands', async () => {
    const bytes = await archiveOf([DATABASE, BLOB])
    const random = randomFrom(4711)
    const chosen = Array.from({ length: 300 }, () => Math.floor(random() * bytes.length))
    const edges = Array.from({ length: bytes.length / 512 }, (_, block) => block * 512)
    for (const position of [...chosen, ...edges]) {
      const changed = Buffer.from(bytes)
      changed[position] = (changed[position] ?? 0) ^ (1 << Math.floor(random() * 8))
      await expect(read(changed), `byte ${position}`).rejects.toMatchObject({ name: 'Error', code: /^backup-/ })
    }
  })

  it('[BK8] is refused when it ends too early, and when something follows', async () => {
    const bytes = await archiveOf([anEntry('workcharts.db', 'd'.repeat(40_000)), BLOB])
    for (let end = 0; end < bytes.length; end += 4_096)
      await expect(read(bytes.subarray(0, end)), `${end}`).rejects.toMatchObject({ code: 'backup-damaged' })
    await expect(read(bytes.subarray(0, -1))).rejects.toMatchObject({ code: 'backup-damaged' })
    await expect(read(Buffer.concat([bytes, END]))).rejects.toThrow('Something follows its end.')
  })

  it.each([
    '../workcharts.db',
    '/etc/passwd',
    'blobs/../../x',
    `blobs/${'A'.repeat(64)}`,
    'tables/../x.csv',
    'tables/.csv',
    'outbox/a.eml',
    'owner.db',
    'server.json',
    'last-backup.json',
    '',
  ])('[BK9] holds no part %j', async (name) => {
    const bytes = sealed([
      ['workcharts.db', 'db'],
      [name, 'x'],
      ['manifest.json', JSON.stringify(MANIFEST)],
    ])
    await expect(read(bytes)).rejects.toMatchObject({ code: 'backup-damaged' })
  })

  it('[BK9] holds every part once, and those that its manifest names', async () => {
    const manifest = ['manifest.json', JSON.stringify(MANIFEST)] as const
    const database = ['workcharts.db', 'db'] as const
    const blob = [`blobs/${sha256Of('b')}`, 'b'] as const
    expect(await read(sealed([database, manifest]))).toEqual(MANIFEST)
    await expect(read(sealed([database, database, manifest]))).rejects.toThrow('workcharts.db is there twice.')
    await expect(read(sealed([database, blob, blob, manifest]))).rejects.toThrow('is not what it was')
    const others = [[['tables/x.csv', 'x'], database], [database, blob], [['workcharts.db', 'other']], []] as const
    for (const parts of others)
      await expect(read(sealed([...parts, manifest]))).rejects.toThrow('It does not hold what its manifest names.')
    for (const text of ['', '{}', '[]', JSON.stringify({ ...MANIFEST, more: 1 }).replace('"format":1', '"format":"1"')])
      await expect(read(sealed([database, ['manifest.json', text]]))).rejects.toThrow('Its manifest can not be read.')
  })

  it('[BK10] of a newer form says so', async () => {
    const text = JSON.stringify({ ...MANIFEST, format: 2, more: true })
    await expect(
      read(
        sealed([
          ['workcharts.db', 'db'],
          ['manifest.json', text],
        ]),
      ),
    ).rejects.toMatchObject({
      code: 'backup-newer',
      message: 'It has the format 2, which this program does not know.',
    })
  })

  it('[BK8] breaks off where a file is not what it was when it was opened', async () => {
    await expect(archiveOf([{ ...DATABASE, size: 4_999 }])).rejects.toThrow(
      'workcharts.db had 4999 bytes and gave 5000',
    )
    await expect(archiveOf([anEntry(BLOB.name, 'another')])).rejects.toThrow('changed while it was read')
  })
})
