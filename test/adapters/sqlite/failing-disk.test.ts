import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { constants } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/adapters/sqlite/open-database.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { storeOn } from '../../../src/adapters/sqlite/store-on.ts'
import type { Store } from '../../../src/engine/store.ts'
import { aNewRun, aRunRow, aStart, runId } from '../../support/rows.ts'
import { aFolder, openStore } from './data-folder.ts'

const FULL = { name: 'Error', outcome: 'full', message: 'The disk is full: nothing was saved.' }
const UNKNOWN = { outcome: 'unknown', message: 'Nobody knows whether the last change was saved.' }

it('[SQ13] a disk that is full at a statement saves nothing of the batch, and work goes on when there is space', async () => {
  const database = aDatabase()
  const store = storeOn(database)
  await store.append([aNewRun()])
  database.exec('pragma max_page_count = 1')
  await expect(store.append([aNewRun({ id: runId(2) }), aLargeRun(3)])).rejects.toMatchObject(FULL)
  expect(await store.listRuns({ limit: 9 })).toEqual([aRunRow()])
  database.exec('pragma max_page_count = 100000')
  expect(await store.append([aLargeRun(3)])).toEqual([{ type: 'appended', positions: [2] }])
})

it.runIf(canMount())(
  '[SQ13] so does one that is full at the commit, which a restart confirms (needs leave to mount)',
  async () => {
    const disk = aSmallDisk()
    const folder = join(disk, 'data')
    const store = openStore(folder)
    await store.append([aNewRun()])
    leaveFree(disk, 512 * 1024)
    await expect(fill(store)).rejects.toMatchObject(FULL)
    const saved = await store.listRuns({ limit: 1_000 })
    expect(saved.length).toBeGreaterThan(1)
    rmSync(join(disk, 'ballast'))
    expect(await store.append([aLargeRun(1_000)])).toMatchObject([{ type: 'appended' }])
    store.close()
    expect((await openStore(folder).listRuns({ limit: 1_000 })).slice(1)).toEqual(saved)
  },
)

it.runIf(canMount())('[SQ13] a disk that is full when the store opens is a refusal (needs leave to mount)', () => {
  const disk = aSmallDisk()
  const folder = join(disk, 'new')
  for (const bytes of [4, 12, 64].map((kib) => kib * 1024)) {
    leaveFree(disk, bytes)
    expect(openSqliteStore({ folder })).toMatchObject({ ok: false, error: { code: 'folder-unusable' } })
    rmSync(join(disk, 'ballast'))
  }
  openStore(folder)
})

it('[SQ14] a commit that fails otherwise leaves the outcome unknown, and everything later is refused', async () => {
  const database = aDatabase()
  const store = storeOn(database)
  database.setAuthorizer((_action, operation) => (operation === 'COMMIT' ? constants.SQLITE_DENY : constants.SQLITE_OK))
  await expect(store.append([aNewRun()])).rejects.toMatchObject(UNKNOWN)
  database.setAuthorizer(null)
  await expect(store.append([aNewRun()])).rejects.toMatchObject(UNKNOWN)
})

it('[SQ15] a run without its plan is a mistake of the program: it throws, and nothing of the batch is written', async () => {
  const store = openStore()
  const { run } = aNewRun({ id: runId(2) })
  await expect(store.append([{ run }])).rejects.toThrow('FOREIGN KEY constraint failed')
  await expect(
    store.append([aNewRun(), { run: { ...run, row: { ...run.row, planDigest: 'unknown' } } }]),
  ).rejects.toThrow('FOREIGN KEY')
  expect(await store.listRuns({ limit: 9 })).toEqual([])
  expect(await store.append([aNewRun()])).toEqual([{ type: 'appended', positions: [1] }])
})

function aDatabase(): DatabaseSync {
  const opened = openDatabase(join(aFolder(), 'workcharts.db'))
  if (!opened.ok) throw new Error(opened.error.code)
  const database = opened.value
  onTestFinished(() => database.close())
  return database
}

function aLargeRun(n: number) {
  return aNewRun({ id: runId(n) }, { events: [aStart(runId(n), 'x'.repeat(30_000))] })
}

async function fill(store: Store): Promise<void> {
  for (let n = 2; n < 1_000; n += 1) await store.append([aLargeRun(n)])
}

function leaveFree(disk: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - bytes))
}

/** A disk of 4 MiB that is gone after the test. */
function aSmallDisk(): string {
  const disk = aFolder()
  mount(disk)
  onTestFinished(() => unmount(disk))
  return disk
}

/** Only some users may; elsewhere these tests are shown as skipped. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'workcharts-mount-'))
  const isMounted = mount(folder)
  if (isMounted) unmount(folder)
  rmSync(folder, { recursive: true })
  return isMounted
}

function mount(folder: string): boolean {
  return succeeds(['mount', '-t', 'tmpfs', '-o', 'size=4m,mode=700', 'tmpfs', folder])
}

function unmount(folder: string): void {
  succeeds(['umount', '--lazy', folder])
}

function succeeds([program, ...args]: readonly [string, ...string[]]): boolean {
  return spawnSync(program, args).status === 0
}
