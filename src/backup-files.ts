import { resolve } from 'node:path'
import { noteBackup } from './adapters/backup/last-backup.ts'
import type { Manifest } from './adapters/backup/manifest.ts'
import { ArchiveError } from './adapters/backup/read-archive.ts'
import type { RestoreProblem } from './adapters/backup/restore-backup.ts'
import { restoreBackup } from './adapters/backup/restore-backup.ts'
import { saveBackup } from './adapters/backup/save-backup.ts'
import { endAllSessions } from './adapters/sign-in/end-sessions.ts'
import { FORMAT } from './adapters/sqlite/migrations.ts'
import { examineDatabase } from './adapters/sqlite/off-thread.ts'
import { keyFingerprint } from './adapters/vault/key-fingerprint.ts'
import type { CliFailure } from './cli/cli-failure.ts'
import { unwritable } from './cli/cli-failure.ts'
import type { BackupContents, RestoredBackup, SavedBackup } from './cli/cli-parts.ts'
import { EXIT } from './cli/exit-code.ts'
import type { Config } from './config.ts'
import { assertNever } from './core/basics/assert-never.ts'
import type { Result } from './core/basics/result.ts'
import { err, ok } from './core/basics/result.ts'

/** `file`: as it was typed, from the folder that commands are typed in. */
export async function saveBackupFile(
  config: Config,
  bytes: ReadableStream<Uint8Array>,
  file: string,
): Promise<Result<SavedBackup, CliFailure>> {
  try {
    const manifest = await saveBackup(untilItBreaks(bytes), file)
    await noteBackup(config.data, { at: manifest.at, file: resolve(file) })
    return ok({ ...contentsOf(manifest), keyFile: manifest.key === null ? null : config.keyFile })
  } catch (error) {
    if (error instanceof ArchiveError) return err(brokenOff(error))
    if (error instanceof Error && 'syscall' in error) return err(unwritable(file, error.message))
    throw error
  }
}

/** A connection that breaks off is told apart from a disk that does not take the bytes. */
async function* untilItBreaks(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = bytes.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(breakOff)
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function breakOff(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause)
  throw new ArchiveError('backup-damaged', `It broke off: ${why}.`)
}

function brokenOff({ message }: ArchiveError): CliFailure {
  return {
    exit: EXIT.failed,
    code: 'backup-incomplete',
    message: `No backup was made: what came was not whole. ${message}`,
    details: [],
    help: 'Look at the terminal where `workcharts start` runs, then try again. An earlier backup of that name is still there.',
  }
}

export async function restoreBackupFile(
  config: Config,
  file: string,
  into: string | undefined,
): Promise<Result<RestoredBackup, CliFailure>> {
  const folder = resolve(into ?? config.data)
  const restored = await restoreBackup(
    { examineDatabase, knownFormat: FORMAT, endAllSessions },
    { file: resolve(file), folder },
  )
  if (!restored.ok) return err(toFailure(restored.error, { file, folder }))
  const key = await keyHere(config, restored.value)
  const place = folder === resolve(config.data) ? 'usual' : 'elsewhere'
  return ok({ ...contentsOf(restored.value), folder, key, keyFile: config.keyFile, place })
}

async function keyHere({ keyFile }: Config, { key }: Manifest): Promise<RestoredBackup['key']> {
  if (key === null) return 'unneeded'
  const here = await keyFingerprint(keyFile)
  if (here === null) return 'missing'
  return here === key ? 'fits' : 'other'
}

function contentsOf({ at, program, database, files, blobs, damaged }: Manifest): BackupContents {
  const { runs, receipts } = database
  return { at, program, runs, receipts, files: files.length + blobs.count, leftOut: damaged }
}

interface Places {
  readonly file: string
  readonly folder: string
}

function toFailure(problem: RestoreProblem, { file, folder }: Places): CliFailure {
  switch (problem.code) {
    case 'backup-unreadable':
      return failure(problem.code, EXIT.usage, [`${file} can not be read: ${problem.problem}.`, 'Name another file.'])
    case 'backup-damaged':
      return failure(problem.code, EXIT.invalid, [
        `${file} is not a whole backup. ${problem.problem}`,
        'Nothing was written. Take another backup, or another copy of this one.',
      ])
    case 'backup-newer':
      return failure(problem.code, EXIT.invalid, [
        `${file} was made by a newer WorkCharts. ${problem.problem}`,
        'Nothing was written. Update WorkCharts, then try again.',
      ])
    case 'folder-in-the-way':
      return failure(problem.code, EXIT.refused, [
        `${folder} is not empty, and nothing is ever restored over what is there.`,
        'Move it away, or name another folder with --into.',
      ])
    case 'folder-unwritable':
      return failure(problem.code, EXIT.failed, [
        `${folder} can not be written (${problem.problem}).`,
        'Nothing was restored. Free some space or mend its permissions, or name another folder with --into.',
      ])
    default:
      return assertNever(problem)
  }
}

function failure(code: string, exit: CliFailure['exit'], [message, help]: readonly [string, string]): CliFailure {
  return { exit, code, message, details: [], help }
}
