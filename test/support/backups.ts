import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupParts } from '../../src/adapters/backup/take-backup.ts'
import { createBackups } from '../../src/adapters/backup/take-backup.ts'
import { openBlobs } from '../../src/adapters/files/open-blobs.ts'
import { copyDatabase, examineDatabase } from '../../src/adapters/sqlite/off-thread.ts'
import type { BackupFiles, RestoredBackup, SavedBackup } from '../../src/cli/cli-parts.ts'
import { ok } from '../../src/core/basics/result.ts'
import type { Backups } from '../../src/engine/backups.ts'
import { FIXED_CLOCK } from './performers.ts'

/** Backups of a folder, as the program takes them. */
export function backupsOf(folder: string, parts: Partial<BackupParts> = {}): Backups {
  const scratch = join(folder, 'scratch')
  mkdirSync(scratch, { recursive: true })
  return createBackups({
    folder,
    scratch,
    clock: FIXED_CLOCK,
    program: '1.2.3',
    copyDatabase,
    examineDatabase,
    keyFingerprint: async () => null,
    onProblem: (error) => {
      throw error
    },
    ...parts,
  })
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export async function bytesOf(backups: Backups): Promise<Buffer> {
  const taken = await backups.take()
  if (!taken.ok) throw new Error(taken.error.code)
  return Buffer.concat(await collected(taken.value))
}

/** Puts bytes into the blobs of a data folder; returns their name. */
export async function putBlob(folder: string, text: string): Promise<string> {
  return await openBlobs(join(folder, 'blobs')).put(Buffer.from(text))
}

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export const A_BACKUP = 'the bytes of a backup'

/** For tests of what stands in front of it. */
export const SOME_BACKUPS: Backups = {
  take: async () => ok(ReadableStream.from([new TextEncoder().encode(A_BACKUP)])),
}

const CONTENTS = { at: '2026-11-21T09:00:00.000Z', program: '1.2.3', runs: 2, receipts: 5, files: 1, leftOut: 0 }
export const SAVED: SavedBackup = { ...CONTENTS, keyFile: null }
export const RESTORED: RestoredBackup = {
  ...CONTENTS,
  folder: '/data',
  key: 'unneeded',
  keyFile: '/config/key',
  place: 'usual',
}

/** Remembers what it was given, by file. */
export function someBackupFiles(kept: Map<string, string>, given: Partial<BackupFiles> = {}): BackupFiles {
  return {
    save: async (bytes, file) => {
      kept.set(file, await new Response(bytes).text())
      return ok(SAVED)
    },
    restore: async () => ok(RESTORED),
    ...given,
  }
}
