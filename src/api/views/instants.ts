import type { Timestamp } from '../../core/basics/timestamp.ts'

/** What happens in a large run happens at few instants: they are written out once, and so many are kept. */
const KEPT_MAX = 1_000
const KEPT = new Map<Timestamp, string>()

/** ISO 8601 in UTC, to the millisecond. */
export function iso(at: Timestamp): string {
  return KEPT.get(at) ?? keep(at, new Date(at).toISOString())
}

export function isoOrNull(at: Timestamp | null): string | null {
  return at === null ? null : iso(at)
}

function keep(at: Timestamp, text: string): string {
  if (KEPT.size >= KEPT_MAX) KEPT.clear()
  KEPT.set(at, text)
  return text
}
