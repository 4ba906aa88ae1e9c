import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { backupsOf, bytesOf, putBlob } from '../../support/backups.ts'
import { folderWith } from '../../support/folders.ts'
import { openStore } from '../sqlite/data-folder.ts'

const VICTIM = join(import.meta.dirname, 'backup-process.ts')
const STARTS_MS = 60_000

async function aBackup(): Promise<string> {
  const folder = join(folderWith(), 'data')
  openStore(folder)
  for (let blob = 0; blob < 20; blob += 1) await putBlob(folder, `${blob}`.repeat(9_000))
  const file = join(folderWith(), 'backup.tar')
  writeFileSync(file, await bytesOf(backupsOf(folder)))
  return file
}

/** Kills the process at the `times`-th `word` it says. */
async function killAt(argv: readonly string[], word: string, times = 1): Promise<void> {
  const child = spawn(process.execPath, [VICTIM, ...argv], { stdio: ['pipe', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  let heard = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === word) heard += 1
    if (heard === times) break
    child.stdin.write('on\n')
  }
  await endedBy(child, closed)
}

async function endedBy(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL')
  await closed
}

it(
  '[BK15] a killed backup leaves the name to what had it, or has it whole',
  async () => {
    const from = await aBackup()
    const place = folderWith({ 'nightly.tar': 'the one before' })
    const file = join(place, 'nightly.tar')
    for (const pieces of [1, 2, 7, 20]) {
      await killAt(['save', file, from], 'piece', pieces)
      expect(readFileSync(file, 'utf8'), `${pieces}`).toBe('the one before')
    }
    await killAt(['save', file, from], 'done')
    expect(readFileSync(file).equals(readFileSync(from))).toBe(true)
  },
  STARTS_MS,
)

it(
  '[BK15] a killed restore leaves no folder of that name, or a whole one',
  async () => {
    const file = await aBackup()
    const place = folderWith()
    const folder = join(place, 'data')
    await killAt(['restore', file, folder], 'begun')
    expect(existsSync(folder)).toBe(false)
    await killAt(['restore-half', file, folder], 'written')
    expect(existsSync(folder)).toBe(false)
    expect(readdirSync(place).every((name) => name.endsWith('.restoring'))).toBe(true)
    await killAt(['restore', file, folder], 'done')
    expect(readdirSync(folder).toSorted()).toEqual(['blobs', 'workcharts.db'])
    openStore(folder)
  },
  STARTS_MS,
)
