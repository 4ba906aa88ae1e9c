import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noteBackup } from '../../../src/adapters/backup/last-backup.ts'
import { openVault } from '../../../src/adapters/vault/open-vault.ts'
import { openApp } from '../../../src/app.ts'
import { restoreBackupFile, saveBackupFile } from '../../../src/backup-files.ts'
import type { RestoredBackup } from '../../../src/cli/cli-parts.ts'
import { readConfig } from '../../../src/config.ts'
import { ok } from '../../../src/core/basics/result.ts'
import { isoTime } from '../../../src/core/basics/timestamp.ts'
import { examineBackups } from '../../../src/examine-backups.ts'
import { A_BACKUP, backupsOf, bytesOf, RESTORED, SAVED, SOME_BACKUPS } from '../../support/backups.ts'
import { aCli } from '../../support/cli.ts'
import { addFiles, folderWith } from '../../support/folders.ts'
import { FIXED_CLOCK } from '../../support/performers.ts'

describe('backup', () => {
  it('[CM190] writes what the server gives into the file that was named', async () => {
    const cli = aCli()
    expect(await cli.run('backup', '/mnt/nightly.tar')).toEqual({
      exit: 0,
      stdout: `saved: 2 runs, 5 receipts and 1 file in /mnt/nightly.tar.
It holds everything, also what people wrote. Keep it where nobody else reads it.
`,
      stderr: '',
    })
    expect([...cli.backups]).toEqual([['/mnt/nightly.tar', A_BACKUP]])
  })

  it('[CM190] names a new file by the time, and says what is not in it', async () => {
    const saved = { ...SAVED, keyFile: '/config/key', leftOut: 2 }
    const cli = aCli({ backups: { save: async () => ok(saved) } })
    const { stdout } = await cli.run('backup')
    expect(stdout).toContain(' in workcharts-2026-11-21T090000Z.tar.\n')
    expect(stdout).toContain('Keep a copy of /config/key, in another place.\n2 files were damaged before')
    const { data } = JSON.parse((await cli.run('backup', 'b.tar', '--json')).stdout)
    expect(data).toEqual({ file: 'b.tar', ...saved })
  })

  it('[CM192] says why none could be made', async () => {
    const underWay = await aCli({ parts: { backups: { ...SOME_BACKUPS, take: async () => UNDER_WAY } } }).run('backup')
    expect(underWay).toEqual({
      exit: 4,
      stdout: '',
      stderr: 'error: Another backup is being taken. (backup-under-way)\nhelp: Try again when that one has ended.\n',
    })
    const silent = aCli({ connection: { send: async () => Promise.reject(new Error('gone')) } })
    expect((await silent.run('backup')).stderr).toContain('(server-unreachable)')
    const strange = aCli({ connection: { send: async () => new Response(null, { status: 204 }) } })
    expect((await strange.run('backup')).stderr).toContain('(server-answer)')
  })
})

const UNDER_WAY = {
  ok: false,
  error: {
    code: 'backup-under-way',
    detail: 'Another backup is being taken. Try again when that one has ended.',
  },
} as const

describe('restore', () => {
  it('[CM191] says what was restored and what happens next, without a server', async () => {
    const cli = aCli()
    const { exit, stdout } = await cli.run('restore', 'nightly.tar')
    expect([exit, cli.connections.opened]).toEqual([0, 0])
    expect(stdout).toBe(`restored: 2 runs, 5 receipts and 1 file, as they were at 2026-11-21 09:00 GMT, in /data.

When it starts:
  Runs go on. What was being done at that time counts as lost: it is tried again, or a person is asked.
  Schedules that missed a time make up for it as their WorkChart says.
  What was done after that time is not known here and may be done again: mails, orders, answers.
  Everybody signs in anew. Tokens that were taken back after it count again: workcharts tokens list

Start it with: workcharts start
`)
    expect(JSON.parse((await cli.run('restore', 'nightly.tar', '--json')).stdout).data).toEqual(RESTORED)
  })

  it.each([
    ['missing', 'put your copy of the key file at /config/key, with mode 600.'],
    ['other', '/config/key is the key file of another installation.'],
  ] as const)('[CM191] says what the key file needs: %s', async (key, words) => {
    const restored: RestoredBackup = { ...RESTORED, key, place: 'elsewhere' }
    const { stdout } = await aCli({ backups: { restore: async () => ok(restored) } }).run('restore', 'b', '--into', 'c')
    expect(stdout).toContain(words)
    expect(stdout).toContain('Start it with: WORKCHARTS_DATA="/data" workcharts start\n')
  })
})

/** A home with a data folder that holds a sealed key. */
async function aHome() {
  const home = folderWith()
  const config = readConfig({ PATH: '', XDG_CONFIG_HOME: join(home, 'config') }, home, home)
  const app = await openApp({ config, sharing: 'off', onProblem: throwIt, onFatal: throwIt })
  if (!app.ok) throw new Error(app.error.code)
  await app.value.close()
  await openVault({ keyFile: config.keyFile, holdsSecrets: async () => false }).seal('a secret', 'a label')
  return { home, config }
}

function throwIt(error: unknown): never {
  throw error
}

async function aFile({ config }: Awaited<ReturnType<typeof aHome>>): Promise<string> {
  const backups = backupsOf(config.data, { keyFingerprint: async () => 'f'.repeat(64) })
  const file = join(folderWith(), 'b.tar')
  writeFileSync(file, await bytesOf(backups))
  return file
}

describe('files of backups', () => {
  it('[CM190] a backup is noted in the data folder, and names the key file', async () => {
    const { config } = await aHome()
    const file = join(folderWith(), 'b.tar')
    const taken = await backupsOf(config.data, { keyFingerprint: async () => 'f'.repeat(64) }).take()
    if (!taken.ok) throw new Error(taken.error.code)
    expect(await saveBackupFile(config, taken.value, file)).toMatchObject({
      ok: true,
      value: { runs: 0, files: 1, keyFile: config.keyFile },
    })
    expect(JSON.parse(readFileSync(join(config.data, 'last-backup.json'), 'utf8'))).toEqual({
      at: isoTime(FIXED_CLOCK.now()),
      file,
    })
  })

  it('[CM192] what broke off and what can not be written are told apart', async () => {
    const { config } = await aHome()
    const folder = folderWith()
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('terminated')) })
    expect(await saveBackupFile(config, broken, join(folder, 'b.tar'))).toMatchObject({
      ok: false,
      error: { code: 'backup-incomplete', exit: 1, message: expect.stringContaining('It broke off: terminated.') },
    })
    const short = ReadableStream.from([new Uint8Array(10)])
    expect(await saveBackupFile(config, short, join(folder, 'b.tar'))).toMatchObject({
      error: { code: 'backup-incomplete', message: expect.stringContaining('It ends too early.') },
    })
    expect(await saveBackupFile(config, ReadableStream.from([]), join(folder, 'no/b.tar'))).toMatchObject({
      error: { code: 'file-unwritable', exit: 2 },
    })
    expect([readdirSync(folder), existsSync(join(config.data, 'last-backup.json'))]).toEqual([[], false])
  })

  it('[CM191] the key file of this computer is compared', async () => {
    const home = await aHome()
    const file = await aFile(home)
    const at = (name: string, keyFile: string) =>
      restoreBackupFile({ ...home.config, keyFile }, file, join(home.home, name))
    expect(await at('a', home.config.keyFile)).toMatchObject({ value: { key: 'other', place: 'elsewhere' } })
    expect(await at('b', join(home.home, 'nowhere'))).toMatchObject({ value: { key: 'missing' } })
  })

  it('[CM192] what can not be restored is refused with the next step', async () => {
    const { home, config } = await aHome()
    const [file, free] = [join(home, 'b.tar'), join(home, 'free')]
    writeFileSync(file, 'no backup')
    expect(await restoreBackupFile(config, file, undefined)).toMatchObject({
      error: { exit: 4, code: 'folder-in-the-way', message: expect.stringContaining(config.data) },
    })
    expect(await restoreBackupFile(config, file, free)).toMatchObject({
      error: { exit: 3, code: 'backup-damaged', message: `${file} is not a whole backup. It ends too early.` },
    })
    expect(await restoreBackupFile(config, join(home, 'gone'), free)).toMatchObject({
      error: { exit: 2, code: 'backup-unreadable' },
    })
    expect(await restoreBackupFile(config, await aFile({ home, config }), join(home, 'a'.repeat(240)))).toMatchObject({
      error: { exit: 1, code: 'folder-unwritable' },
    })
  })
})

describe('doctor about backups', () => {
  const found = (data: string) => examineBackups({ config: { data }, clock: FIXED_CLOCK })

  it('[CM193] says how old the last one is, or how to make one', async () => {
    const data = folderWith()
    expect(await found(data)).toMatchObject({ state: 'missing', detail: 'None was made yet.' })
    await noteBackup(data, { at: '2026-11-03T06:00:00.000Z', file: '/mnt/nightly.tar' })
    expect(await found(data)).toEqual({
      id: 'backup',
      title: 'Backup',
      state: 'ok',
      detail: 'The last one was made 3h ago: /mnt/nightly.tar',
      mend: null,
    })
    await noteBackup(data, { at: '2026-10-26T08:00:00.000Z', file: '/mnt/nightly.tar' })
    expect(await found(data)).toMatchObject({ state: 'missing', mend: expect.stringContaining('workcharts backup') })
    addFiles(data, { 'last-backup.json': '' })
    expect(await found(data)).toMatchObject({ state: 'missing' })
  })
})
