import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import { instantAfter } from '../core/schedule/timing.ts'
import type { ScheduleRow } from './arming.ts'
import { armedFor, isSchedule, reachedAfter } from './arming.ts'
import type { FiringParts } from './start-fired.ts'
import type { TriggerKeeper } from './trigger-keeper.ts'

/** Schedules one look goes through: each takes up to a millisecond. */
const AT_ONCE = 20
/** However quiet it is, all schedules are looked at this often. */
const PASS_EVERY_MS = 600_000

type Parts = Pick<FiringParts, 'engine' | 'reader' | 'clock' | 'ids'>

/**
 * Goes through all schedules that are on, a few at a time: at the start, whenever the clock was set back, and every ten
 * minutes. One that has no next instant though its pattern gives one, whose next instant is later than the next one there
 * is, or is none any more because the rules of its zone have changed, is armed anew.
 */
export function createReconciler(parts: Parts): TriggerKeeper['reconcile'] {
  const pass: Pass = { after: '', begunAt: parts.clock.now(), seenAt: parts.clock.now() }
  return async () => {
    const now = parts.clock.now()
    beginAgain(pass, now)
    if (pass.after === null) return 'done'
    pass.after = await reconcilePage(parts, pass.after, now)
    return pass.after === null ? 'done' : 'more'
  }
}

interface Pass {
  /** The last one that was looked at; null: all were. */
  after: string | null
  begunAt: Timestamp
  seenAt: Timestamp
}

function beginAgain(pass: Pass, now: Timestamp): void {
  const isOld = pass.after === null && addMs(pass.begunAt, PASS_EVERY_MS) <= now
  if (now < pass.seenAt || isOld) Object.assign(pass, { after: '', begunAt: now })
  pass.seenAt = now
}

async function reconcilePage(parts: Parts, after: string, now: Timestamp): Promise<string | null> {
  const page = await parts.reader.schedulesAfter(after, AT_ONCE)
  for (const row of page) if (isSchedule(row)) await reconcile(parts, row, now)
  return page.length < AT_ONCE ? null : (page.at(-1)?.id ?? null)
}

async function reconcile({ engine, ids }: Parts, row: ScheduleRow, now: Timestamp): Promise<void> {
  if (row.pause !== null || isArmedRight(row, now)) return
  const next = reachedAfter(ids, row, now)
  if (next !== null || row.nextInstant !== null) await engine.write({ triggers: [armedFor(row, next)] })
}

/** One that has come is decided on next, whatever comes after it. */
function isArmedRight({ definition, nextInstant }: ScheduleRow, now: Timestamp): boolean {
  if (nextInstant !== null && nextInstant <= now) return true
  return nextInstant === instantAfter(definition, now)
}
