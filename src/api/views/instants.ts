import type { Timestamp } from '../../core/basics/timestamp.ts'

/** ISO 8601 in UTC, to the millisecond. */
export function iso(at: Timestamp): string {
  return new Date(at).toISOString()
}

export function isoOrNull(at: Timestamp | null): string | null {
  return at === null ? null : iso(at)
}
