import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { findLastBackup, noteBackup } from '../../../src/adapters/backup/last-backup.ts'
import type { RestoreParts } from '../../../src/adapters/backup/restore-backup.ts'
import { restoreBackup } from '../../../src/adapters/backup/restore-backup.ts'
import { saveBackup } from '../../../src/adapters/backup/save-backup.ts'
import { endAllSessions } from '../../../src/adapters/sign-in/end-sessions.ts'
import { FORMAT } from '../../../src/adapters/sqlite/migrations.ts'
import { copyDatabase, examineDatabase } from '../../../src/adapters/sqlite/off-thread.ts'
import { backupsOf, bytesOf, collected, putBlob } from '../../support/backups.ts'
import { aWorld, startOf } from '../../support/engine.ts'
import { addFiles, folderWith } from '../../support/folders.ts'
import { aPlan, aStage } from '../../support/runs.ts'
import { openStore } from '../sqlite/data-folder.ts'

const RESTORE: RestoreParts = { examineDatabase, knownFormat: FORMAT, endAllSessions }
const KEPT = {
  'accepted-projects.json': '{"format":1,"projects":[]}\n',
  'tables/orders.csv': 'run,order\n1,2\n',
  [`outbox/${'a'.repeat(64)}.eml`]: 'Subject: Hello\r\n\r\nHello\r\n',
}

/** A data folder with some runs, open. */
async function aDataFolder(runs = 3) {
  const folder = join(folderWith(), 'data')
  const store = openStore(folder)
  const world = aWorld({ store: store as never })
  for (let run = 0; run < runs; run += 1) await startOf(world, aPlan([aStage('a'), aStage('b')]))
  await world.engine.drain()
  addFiles(folder, KEPT)
  return { folder, store, world, blob: await putBlob(folder, 'a file of a run') }
}

async function aBackup(folder: string): Promise<string> {
  const file = join(folderWith(), 'backup.tar')
  writeFileSync(file, await bytesOf(backupsOf(folder)))
  return file
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted()
}

describe('a backup', () => {
  it('[BK1][BK14] holds what belongs to the folder, and restores to the same, for the owner alone', async () => {
    const { folder, store, blob } = await aDataFolder()
    addFiles(folder, {
      'server.json': '{}',
      'projects/copy/x': 'x',
      'scratch/x': 'x',
      'tables/note.txt': 'x',
      [`blobs/ab/cd/${'a'.repeat(64)}.tmp`]: 'x',
    })
    const into = join(folderWith(), 'deep', 'data')
    const restored = await restoreBackup(RESTORE, { file: await aBackup(folder), folder: into })
    expect(restored).toMatchObject({
      ok: true,
      value: { program: '1.2.3', database: { format: FORMAT, runs: 3 }, blobs: { count: 1 }, damaged: 0, key: null },
    })
    const place = join('blobs', blob.slice(0, 2), blob.slice(2, 4), blob)
    expect(filesBelow(into)).toEqual([...Object.keys(KEPT), place, 'workcharts.db'].toSorted())
    for (const file of filesBelow(into)) expect(statSync(join(into, file)).mode & 0o777, file).toBe(0o600)
    expect(statSync(into).mode & 0o777).toBe(0o700)
    for (const [file, text] of Object.entries(KEPT)) expect(readFileSync(join(into, file), 'utf8')).toBe(text)
    const reopened = openStore(into)
    expect(await reopened.eventsAfter(0, 500)).toEqual(await store.eventsAfter(0, 500))
    expect(await reopened.listReceipts({ limit: 500 })).toEqual(await store.listReceipts({ limit: 500 }))
  })

  it('[BK2] is of one moment, holds nothing that was deleted, and leaves no copy', async () => {
    const { folder, world } = await aDataFolder()
    const database = new DatabaseSync(join(folder, 'workcharts.db'))
    database.exec(
      "create table gone (text text); insert into gone values ('a secret that was deleted'); drop table gone",
    )
    database.close()
    const taken = await backupsOf(folder).take()
    if (!taken.ok) throw new Error(taken.error.code)
    expect(readdirSync(join(folder, 'scratch'))).toHaveLength(1)
    await startOf(world, aPlan([aStage('late')]))
    await world.engine.drain()
    const bytes = Buffer.concat(await collected(taken.value))
    const stored = ['workcharts.db', 'workcharts.db-wal'].map((name) => readFileSync(join(folder, name)))
    expect(Buffer.concat(stored).includes('a secret that was deleted')).toBe(true)
    expect(bytes.includes('a secret that was deleted')).toBe(false)
    expect(bytes.toString('latin1')).toContain('"runs": 3')
    expect(readdirSync(join(folder, 'scratch'))).toEqual([])
  })

  it('[BK2] is taken while others write, none of whom waits for the copy', async () => {
    const { folder, world } = await aDataFolder()
    const begun = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<void>()
    const backups = backupsOf(folder, {
      copyDatabase: async (from, to) => {
        begun.resolve()
        await ended.promise
        await copyDatabase(from, to)
      },
    })
    const taking = bytesOf(backups)
    await begun.promise
    await startOf(world, aPlan([aStage('meanwhile')]))
    ended.resolve()
    expect((await taking).toString('latin1')).toContain('"runs": 4')
  })

  it('[BK3] is taken one at a time; one that is given up or fails makes way', async () => {
    const { folder } = await aDataFolder()
    const problems: unknown[] = []
    const backups = backupsOf(folder, { onProblem: (error) => problems.push(error) })
    const first = await backups.take()
    expect(await backups.take()).toMatchObject({ ok: false, error: { code: 'backup-under-way' } })
    if (first.ok) await first.value.cancel()
    expect(readdirSync(join(folder, 'scratch'))).toEqual([])
    const second = await backups.take()
    if (!second.ok) throw new Error(second.error.code)
    rmSync(join(folder, 'scratch'), { recursive: true })
    await expect(collected(second.value)).resolves.not.toHaveLength(0)
    mkdirSync(join(folder, 'scratch'))
    const broken = backupsOf(folder, {
      examineDatabase: async (path) => ({ ...(await examineDatabase(path)), damage: 'x' }),
    })
    await expect(broken.take()).rejects.toThrow('The copy of the database can not be used: x')
    await expect(broken.take()).rejects.toThrow('The copy of the database can not be used: x')
    expect(problems).toEqual([])
  })

  it('[BK3] that can not be read on tells it to the program, and makes way', async () => {
    const { folder, blob } = await aDataFolder()
    const problems: unknown[] = []
    const place = join(folder, 'blobs', blob.slice(0, 2), blob.slice(2, 4), blob)
    const backups = backupsOf(folder, { onProblem: (error) => problems.push(error) })
    const taken = await backups.take()
    if (!taken.ok) throw new Error(taken.error.code)
    rmSync(place)
    mkdirSync(place)
    await expect(collected(taken.value)).rejects.toThrow('EISDIR')
    expect(problems).toMatchObject([{ code: 'EISDIR' }])
    rmSync(place, { recursive: true })
    expect(await bytesOf(backups)).not.toHaveLength(0)
  })

  it('[BK4] leaves out a blob that is damaged, and counts it', async () => {
    const { folder, blob } = await aDataFolder()
    writeFileSync(join(folder, 'blobs', blob.slice(0, 2), blob.slice(2, 4), blob), 'other bytes')
    const into = join(folderWith(), 'data')
    expect(await restoreBackup(RESTORE, { file: await aBackup(folder), folder: into })).toMatchObject({
      value: { damaged: 1, blobs: { count: 0, bytes: 0 } },
    })
  })

  it('[BK7] gets its name when it is whole, and leaves what had it before until then', async () => {
    const { folder } = await aDataFolder()
    const bytes = await bytesOf(backupsOf(folder))
    const place = folderWith({ 'nightly.tar': 'the one before' })
    const file = join(place, 'nightly.tar')
    for (const broken of [bytes.subarray(0, 9_000), Buffer.concat([bytes, Buffer.alloc(1)])])
      await expect(saveBackup(ReadableStream.from([broken]), file)).rejects.toMatchObject({ code: 'backup-damaged' })
    expect([readdirSync(place), readFileSync(file, 'utf8')]).toEqual([['nightly.tar'], 'the one before'])
    expect(await saveBackup(ReadableStream.from([bytes]), file)).toMatchObject({ database: { runs: 3 } })
    expect([readdirSync(place), statSync(file).mode & 0o777]).toEqual([['nightly.tar'], 0o600])
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })
})

describe('restoring', () => {
  it('[BK8][BK12] refuses a damaged file with nothing written', async () => {
    const { folder } = await aDataFolder()
    const bytes = await bytesOf(backupsOf(folder))
    const place = folderWith({ 'backup.tar': '' })
    const order = { file: join(place, 'backup.tar'), folder: join(place, 'data') }
    const flipped = Buffer.from(bytes)
    flipped[20_000] = (flipped[20_000] ?? 0) ^ 1
    for (const damaged of [flipped, bytes.subarray(0, 4_096), Buffer.alloc(0)]) {
      writeFileSync(order.file, damaged)
      expect(await restoreBackup(RESTORE, order)).toMatchObject({ ok: false, error: { code: 'backup-damaged' } })
      expect(readdirSync(place)).toEqual(['backup.tar'])
    }
    expect(await restoreBackup(RESTORE, { ...order, file: join(place, 'gone') })).toEqual({
      ok: false,
      error: { code: 'backup-unreadable', problem: 'ENOENT' },
    })
    expect(await restoreBackup(RESTORE, { ...order, file: place })).toEqual({
      ok: false,
      error: { code: 'backup-unreadable', problem: 'EISDIR' },
    })
  })

  it('[BK10] refuses a database that is newer', async () => {
    const { folder } = await aDataFolder()
    const into = join(folderWith(), 'data')
    const order = { file: await aBackup(folder), folder: into }
    expect(await restoreBackup({ ...RESTORE, knownFormat: FORMAT - 1 }, order)).toEqual({
      ok: false,
      error: {
        code: 'backup-newer',
        problem: `Its database has the format ${FORMAT}; this program knows ${FORMAT - 1}.`,
      },
    })
    expect(existsSync(into)).toBe(false)
  })

  it('[BK11] takes an empty folder, and no other, no link and no file', async () => {
    const { folder } = await aDataFolder(1)
    const file = await aBackup(folder)
    const place = folderWith({ 'full/x': 'x', file: 'x' })
    mkdirSync(join(place, 'empty'))
    symlinkSync(join(place, 'empty'), join(place, 'link'))
    for (const taken of ['full', 'file', 'link', 'file/below'])
      expect(await restoreBackup(RESTORE, { file, folder: join(place, taken) }), taken).toEqual({
        ok: false,
        error: { code: 'folder-in-the-way' },
      })
    expect(await restoreBackup(RESTORE, { file, folder: join(place, 'empty') })).toMatchObject({ ok: true })
    expect(readdirSync(place).toSorted()).toEqual(['empty', 'file', 'full', 'link'])
  })

  it('[BK12] says why a folder can not be written', async () => {
    const { folder } = await aDataFolder(1)
    const order = { file: await aBackup(folder), folder: join(folderWith(), 'a'.repeat(240)) }
    expect(await restoreBackup(RESTORE, order)).toMatchObject({ error: { code: 'folder-unwritable' } })
  })

  it('[BK13] refuses a database that SQLite finds damaged, or that is another', async () => {
    const { folder } = await aDataFolder(1)
    const place = folderWith()
    const order = { file: await aBackup(folder), folder: join(place, 'data') }
    const found = await examineDatabase(join(folder, 'workcharts.db'))
    for (const other of [{ damage: 'a page is lost' }, { isOurs: false }, { runs: 7 }, { format: 3 }])
      expect(
        await restoreBackup({ ...RESTORE, examineDatabase: async () => ({ ...found, ...other }) }, order),
      ).toMatchObject({ ok: false, error: { code: 'backup-damaged' } })
    expect(readdirSync(place)).toEqual([])
  })

  it('[BK13] looks through a database without changing it', async () => {
    const { folder, store } = await aDataFolder(2)
    store.close()
    const path = join(folder, 'workcharts.db')
    expect(await examineDatabase(path)).toMatchObject({ damage: null, isOurs: true, format: FORMAT, runs: 2 })
    const [other, none] = [join(folder, 'other.db'), join(folder, 'none.db')]
    new DatabaseSync(other).exec('create table a (b)')
    expect(await examineDatabase(other)).toMatchObject({ damage: null, isOurs: false })
    writeFileSync(none, 'no database at all, but a text that is long enough to be looked at as one')
    expect(await examineDatabase(none)).toMatchObject({ damage: 'file is not a database', isOurs: false })
    await expect(examineDatabase(join(folder, 'gone.db'))).rejects.toThrow('unable to open database file')
  })

  it('[BK14] signs everybody out', async () => {
    const { folder } = await aDataFolder(1)
    const signIn = new DatabaseSync(join(folder, 'sign-in.db'))
    signIn.exec("create table session (token text); insert into session values ('x'); create table user (id text)")
    signIn.close()
    const into = join(folderWith(), 'data')
    expect(await restoreBackup(RESTORE, { file: await aBackup(folder), folder: into })).toMatchObject({ ok: true })
    using restored = new DatabaseSync(join(into, 'sign-in.db'))
    expect(restored.prepare('select * from session').all()).toEqual([])
    restored.exec('drop table session')
    endAllSessions(join(into, 'sign-in.db'))
  })

  it('[BK16] the last backup is remembered', async () => {
    const folder = folderWith()
    expect(await findLastBackup(folder)).toBeUndefined()
    const backup = { at: '2026-11-03T09:00:00.000Z', file: '/backups/nightly.tar' }
    await noteBackup(folder, backup)
    expect(await findLastBackup(folder)).toEqual(backup)
    addFiles(folder, { 'last-backup.json': '{"at": 3' })
    expect(await findLastBackup(folder)).toBeUndefined()
  })
})
