import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'

/** An instant that was reached late by no more than this still fires: a restart must not eat it. */
export const LATE_MAX_MS = 60_000

/** What becomes of an instant of a schedule with `catch_up: none` and `overlap: skip`. */
export type InstantJudgement = 'run' | 'missed' | 'overlap'

/** `previousIsOpen`: the run that this schedule started last has not ended. */
export function judgeInstant(
  instant: Timestamp,
  { now, previousIsOpen }: { readonly now: Timestamp; readonly previousIsOpen: boolean },
): InstantJudgement {
  if (addMs(instant, LATE_MAX_MS) < now) return 'missed'
  return previousIsOpen ? 'overlap' : 'run'
}
