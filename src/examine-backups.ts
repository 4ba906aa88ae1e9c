import { findLastBackup } from './adapters/backup/last-backup.ts'
import type { Finding } from './api/contract/system.ts'
import type { Config } from './config.ts'
import { formatDuration } from './core/basics/duration.ts'
import type { Clock } from './engine/ports.ts'

/** What is older than this would lose a week of work. */
const AGE_MS_MAX = 7 * 24 * 3_600_000

export interface BackupsExamined {
  readonly config: Pick<Config, 'data'>
  readonly clock: Clock
}

/** How old the last backup is that was made here. */
export async function examineBackups({ config, clock }: BackupsExamined): Promise<Finding> {
  const finding = { id: 'backup', title: 'Backup' } as const
  const last = await findLastBackup(config.data)
  if (last === undefined) return { ...finding, state: 'missing', detail: 'None was made yet.', mend: MEND }
  const age = Math.max(0, clock.now() - Date.parse(last.at))
  const detail = `The last one was made ${inMinutes(age)} ago: ${last.file}`
  return age <= AGE_MS_MAX
    ? { ...finding, state: 'ok', detail, mend: null }
    : { ...finding, state: 'missing', detail, mend: MEND }
}

const MINUTE_MS = 60_000

function inMinutes(ms: number): string {
  return formatDuration(Math.max(1, Math.round(ms / MINUTE_MS)) * MINUTE_MS)
}

const MEND = 'Make one with: workcharts backup <file>'
