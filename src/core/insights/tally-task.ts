import { fromIsoTime } from '../basics/timestamp.ts'
import type { TaskProof } from '../receipt/receipt.ts'
import type { TaskGroup } from './tally.ts'

/** Times to decide are counted in steps of this. */
export const STEP_MS = 1_800_000
/** Longer times are not told apart: a day. */
export const STEPS_MAX = 48

export interface TaskTimes extends Pick<TaskGroup, 'took' | 'allowed' | 'standing'> {
  /** Milliseconds from opening to deciding; 0 where it is not known. */
  readonly ms: number
}

/** How long deciding took, and whether that was in time. Of what was asked again only the last standing is known. */
export function taskTimes({ times_asked, first_opened_at, due_at, decided_at, in_time }: TaskProof): TaskTimes {
  const standing = decided_at === null ? 'undecided' : standingOf(in_time)
  if (times_asked > 1) return { took: null, allowed: null, standing, ms: 0 }
  const took = msBetween(first_opened_at, decided_at)
  const allowed = msBetween(first_opened_at, due_at)
  return {
    took: took === null ? null : Math.min(Math.floor(took / STEP_MS), STEPS_MAX),
    allowed: allowed === null ? null : Math.ceil(allowed / STEP_MS),
    standing,
    ms: took ?? 0,
  }
}

function standingOf(inTime: boolean | null): TaskGroup['standing'] {
  if (inTime === null) return 'no-deadline'
  return inTime ? 'in-time' : 'late'
}

/** Null where there is no end, or where the clock was set back in between. */
function msBetween(from: string, to: string | null): number | null {
  if (to === null) return null
  const between = fromIsoTime(to) - fromIsoTime(from)
  return between < 0 ? null : between
}
