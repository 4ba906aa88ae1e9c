import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { FORMAT } from '../../../src/adapters/sqlite/migrations.ts'
import { openDatabase } from '../../../src/adapters/sqlite/open-database.ts'
import type { OpenRefusal } from '../../../src/adapters/sqlite/open-refusal.ts'
import { explainOpenRefusal } from '../../../src/adapters/sqlite/open-refusal.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { refuseSqlite } from '../../../src/adapters/sqlite/sqlite-version.ts'
import { aNewRun } from '../../support/rows.ts'
import { aFolder, openStore } from './data-folder.ts'

it('[SQ7] the folder and everything in it is for the owner only', async () => {
  const folder = join(aFolder(), 'a', 'b')
  const store = openStore(folder)
  await store.append([aNewRun()])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777])
  expect(Object.fromEntries(modes)).toEqual({
    'owner.db': 0o600,
    'owner.pid': 0o600,
    'workcharts.db': 0o600,
    'workcharts.db-shm': 0o600,
    'workcharts.db-wal': 0o600,
  })
})

it('[SQ7] a database that others could read is closed to them', () => {
  const folder = aFolder()
  openStore(folder).close()
  chmodSync(join(folder, 'workcharts.db'), 0o644)
  openStore(folder)
  expect(statSync(join(folder, 'workcharts.db')).mode & 0o777).toBe(0o600)
})

it('[SQ8] a folder that others can open is refused', () => {
  const folder = aFolder()
  chmodSync(folder, 0o750)
  expectRefusal(folder, { code: 'open-to-others', path: folder })
  expect(readdirSync(folder)).toEqual([])
})

it('[SQ8] a link in place of the folder or of a database is refused', () => {
  const place = aFolder()
  mkdirSync(join(place, 'real'), { mode: 0o700 })
  symlinkSync(join(place, 'real'), join(place, 'link'))
  expectRefusal(join(place, 'link'), { code: 'is-a-link', path: join(place, 'link') })
  const file = join(place, 'real', 'workcharts.db')
  symlinkSync('/dev/null', file)
  expectRefusal(join(place, 'real'), { code: 'is-a-link', path: file })
})

it("[SQ8] another user's folder is refused", () => {
  const folder = aFolder()
  // Only root can give a folder away; anybody else finds one of root's.
  const foreign = process.getuid?.() === 0 ? folder : '/usr'
  if (foreign === folder) chownSync(folder, 4_242, 4_242)
  expectRefusal(foreign, { code: 'owned-by-another', path: foreign })
})

it('[SQ8] a file where the folder should be is refused, and so is a folder that can not be made', () => {
  const file = join(aFolder(), 'file')
  writeFileSync(file, '')
  expectRefusal(file, { code: 'not-a-folder', path: file })
  expectRefusal(join(file, 'deeper'), { code: 'not-a-folder', path: join(file, 'deeper') })
  expect(openSqliteStore({ folder: '/sys/workcharts' })).toMatchObject({
    ok: false,
    error: { code: 'folder-unusable', path: '/sys/workcharts' },
  })
})

it('[SQ9] a database of a newer format is refused and left as it is', () => {
  const folder = aFolder()
  openStore(folder).close()
  const path = join(folder, 'workcharts.db')
  inDatabase(path, 'pragma user_version = 99')
  const before = readFileSync(path)
  expectRefusal(folder, { code: 'database-newer', path, found: 99, known: FORMAT })
  expect(readFileSync(path)).toEqual(before)
})

it('[SQ9] a database of another program is refused and left as it is', () => {
  const folder = aFolder()
  const path = join(folder, 'workcharts.db')
  inDatabase(path, 'create table theirs (x)')
  const before = readFileSync(path)
  expectRefusal(folder, { code: 'database-foreign', path })
  expect(readFileSync(path)).toEqual(before)
})

it('[SQ9] a file that is no database is refused, and the folder is free again', () => {
  const folder = aFolder()
  const path = join(folder, 'workcharts.db')
  writeFileSync(path, 'This is a letter, not a database. '.repeat(40))
  const refusal = { code: 'database-unreadable', path, problem: 'file is not a database' } as const
  expectRefusal(folder, refusal)
  expectRefusal(folder, refusal)
  const lock = join(aFolder(), 'owner.db')
  writeFileSync(lock, 'This is a letter, not a database. '.repeat(40))
  expectRefusal(join(lock, '..'), {
    code: 'database-unreadable',
    path: join(lock, '..'),
    problem: 'file is not a database',
  })
})

it('[SQ10] a SQLite with the log-reset bug is refused', () => {
  expect(['3.51.3', '3.51.10', '3.52.0', '4.0.0'].map(refuseSqlite)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(refuseSqlite('3.51.2')).toEqual({ code: 'sqlite-too-old', found: '3.51.2', needed: '3.51.3' })
  expect(refuseSqlite('3.9.99')?.code).toBe('sqlite-too-old')
  expect(refuseSqlite('2.99.99')?.code).toBe('sqlite-too-old')
})

it('[SQ11] SQLite flushes every commit, keeps references and types, and logs ahead', () => {
  const opened = openDatabase(join(aFolder(), 'workcharts.db'))
  if (!opened.ok) throw new Error(opened.error.code)
  const ask = (question: string) => Object.values(opened.value.prepare(question).get() ?? {})[0]
  expect(['journal_mode', 'synchronous', 'foreign_keys', 'temp_store'].map((name) => ask(`pragma ${name}`))).toEqual([
    'wal',
    2,
    1,
    2,
  ])
  expect(
    ask(`select count(*) from pragma_table_list where type = 'table' and name not like 'sqlite_%' and strict = 0`),
  ).toBe(0)
  opened.value.close()
})

it('[SQ12] every refusal says what is wrong, where, and what to do next', () => {
  const path = '/data'
  const refusals: readonly OpenRefusal[] = [
    { code: 'is-a-link', path },
    { code: 'not-a-folder', path },
    { code: 'owned-by-another', path },
    { code: 'open-to-others', path },
    { code: 'folder-unusable', path, problem: 'EACCES' },
    { code: 'folder-in-use', path, pid: 42 },
    { code: 'folder-in-use', path, pid: null },
    { code: 'sqlite-too-old', found: '3.50.0', needed: '3.51.3' },
    { code: 'database-newer', path, found: 3, known: 1 },
    { code: 'database-foreign', path },
    { code: 'database-unreadable', path, problem: 'file is not a database' },
  ]
  expect(refusals.map(explainOpenRefusal)).toEqual([
    '"/data" is a link. Name the place it leads to instead.',
    '"/data" is not a folder. Use another data folder.',
    '"/data" belongs to another user. Use a data folder of your own.',
    'Other users can open "/data". Run: chmod 700 "/data"',
    '"/data" can not be used (EACCES). Free some space or mend its permissions, or use another data folder.',
    'Another WorkCharts process (42) uses the data folder "/data". Stop it first, or use another data folder.',
    'Another WorkCharts process uses the data folder "/data". Stop it first, or use another data folder.',
    'This Node.js brings SQLite 3.50.0, which can damage a database. Use a Node.js with SQLite 3.51.3 or newer.',
    '"/data" was written by a newer WorkCharts (format 3; this one knows 1). Update WorkCharts, or use another data folder.',
    '"/data" belongs to another program. Use another data folder.',
    '"/data" can not be read as a database (file is not a database). Put a backup in its place, or use another data folder.',
  ])
})

function expectRefusal(folder: string, error: OpenRefusal): void {
  expect(openSqliteStore({ folder })).toEqual({ ok: false, error })
}

function inDatabase(path: string, statement: string): void {
  const database = new DatabaseSync(path)
  database.exec(statement)
  database.close()
}
