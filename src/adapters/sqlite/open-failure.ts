import type { OpenRefusal } from './open-refusal.ts'
import { primaryCodeOf, SQLITE_CORRUPT, SQLITE_NOTADB } from './sqlite-error.ts'

/** What a failed call of the system or of SQLite means for the one who wants the data folder. Throws what is neither. */
export function toOpenRefusal(path: string, error: unknown): OpenRefusal {
  const systemCode = systemCodeOf(error)
  if (systemCode === 'EEXIST' || systemCode === 'ENOTDIR') return { code: 'not-a-folder', path }
  if (systemCode !== undefined) return { code: 'folder-unusable', path, problem: systemCode }
  const code = primaryCodeOf(error)
  if (!(error instanceof Error) || code === undefined) throw error
  const isDamaged = code === SQLITE_CORRUPT || code === SQLITE_NOTADB
  return { code: isDamaged ? 'database-unreadable' : 'folder-unusable', path, problem: error.message }
}

/** `ENOENT`, `EACCES`, …; undefined: not a failed call of the system. */
export function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
