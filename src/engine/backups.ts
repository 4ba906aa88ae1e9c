import type { Result } from '../core/basics/result.ts'

/** Everything that a data folder holds, as one file. */
export interface Backups {
  /**
   * The bytes of a backup: the database as it was at one moment after this was asked, and all that it needs. Runs go on
   * meanwhile. Whoever is given the bytes reads them to their end or cancels them: another backup is taken only then.
   */
  readonly take: () => Promise<Result<ReadableStream<Uint8Array>, BackupProblem>>
}

export interface BackupProblem {
  readonly code: 'backup-under-way'
  readonly detail: string
}
