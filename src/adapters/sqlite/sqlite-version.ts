import type { OpenRefusal } from './open-refusal.ts'

/**
 * Before it, two connections that write and checkpoint at once can damage the database
 * (https://sqlite.org/wal.html#walresetbug).
 */
const SQLITE_NEEDED = '3.51.3'

/** Why a database is not trusted to this version of SQLite, such as `3.53.4`. */
export function refuseSqlite(found: string): OpenRefusal | undefined {
  return isOlder(found, SQLITE_NEEDED) ? { code: 'sqlite-too-old', found, needed: SQLITE_NEEDED } : undefined
}

function isOlder(version: string, than: string): boolean {
  const [left, right] = [version.split('.').map(Number), than.split('.').map(Number)]
  const index = right.findIndex((number, at) => number !== left[at])
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0)
}
