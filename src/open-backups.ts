import packageFile from '../package.json' with { type: 'json' }
import { createBackups } from './adapters/backup/take-backup.ts'
import { copyDatabase, examineDatabase } from './adapters/sqlite/off-thread.ts'
import { systemClock } from './adapters/system/clock.ts'
import { keyFingerprint } from './adapters/vault/key-fingerprint.ts'
import type { Config } from './config.ts'
import type { Backups } from './engine/backups.ts'

interface BackupsParts {
  readonly config: Config
  readonly scratch: string
  readonly onProblem: (error: unknown) => void
}

/** Backups of the data folder that this process owns. */
export function openBackups({ config, scratch, onProblem }: BackupsParts): Backups {
  return createBackups({
    folder: config.data,
    scratch,
    clock: systemClock,
    program: packageFile.version,
    copyDatabase,
    examineDatabase,
    keyFingerprint: () => keyFingerprint(config.keyFile),
    onProblem,
  })
}
