import type { ScheduleRow } from './arming.ts'
import type { FiringReader } from './trigger-row.ts'

/** How many of the newest runs of a schedule failed, or were refused, since it is on as it is. No more than it minds. */
export async function failuresInARow(
  { lastEnds }: Pick<FiringReader, 'lastEnds'>,
  { id, since, definition: { pauseAfter } }: ScheduleRow,
): Promise<number> {
  if (pauseAfter === undefined) return 0
  const ends = await lastEnds(id, pauseAfter)
  const good = ends.findIndex(({ status, decidedAt }) => !FAILED.has(status) || decidedAt < since)
  return good === -1 ? ends.length : good
}

const FAILED: ReadonlySet<string> = new Set(['failed', 'refused'])
