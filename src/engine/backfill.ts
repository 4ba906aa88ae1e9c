import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import { instantsBetween } from '../core/schedule/timing.ts'
import { findSchedule } from './find-schedule.ts'
import { pastFiring } from './fire-by-hand.ts'
import type { FiringParts } from './start-fired.ts'
import type { FiringRow } from './trigger-row.ts'
import type { BackfillOrder, BackfillPreview, BackfillRange, TriggerProblem } from './triggers.ts'
import { BACKFILL_MAX } from './triggers.ts'

/** Instants of a range, and what was decided about them. */
interface FoundRange {
  readonly starts: readonly Timestamp[]
  readonly started: number
  readonly decided: ReadonlyMap<Timestamp, FiringRow>
}

export async function previewBackfill(
  parts: FiringParts,
  range: BackfillRange,
): Promise<Result<BackfillPreview, TriggerProblem>> {
  const found = await findRange(parts, range)
  return found.ok ? ok({ starts: found.value.starts, started: found.value.started }) : found
}

/** Writes all of them at once: they wait for their turn from then on, whatever happens to this process. */
export async function backfill(
  parts: FiringParts,
  order: BackfillOrder,
): Promise<Result<BackfillPreview, TriggerProblem>> {
  const found = await findRange(parts, order)
  if (!found.ok) return found
  const { starts, started, decided } = found.value
  const firings = starts.map((instant) => waitingFiring(parts, order, { instant, before: decided.get(instant) }))
  if (firings.length > 0 && (await parts.engine.write({ firings })) === 'stale') return await backfill(parts, order)
  return ok({ starts, started })
}

function waitingFiring(
  { clock }: FiringParts,
  { trigger, by, turn }: BackfillOrder,
  past: { readonly instant: Timestamp; readonly before: FiringRow | undefined },
): FiringRow {
  const { note, ...firing } = pastFiring({ trigger, ...past })
  const outcome = { type: 'waiting', turn } as const
  return { ...firing, by, decidedAt: clock.now(), outcome, note: note ?? 'Filled in afterwards.' }
}

async function findRange(
  { reader, clock }: FiringParts,
  { trigger, from, to }: BackfillRange,
): Promise<Result<FoundRange, TriggerProblem>> {
  const schedule = await findSchedule(reader, trigger)
  if (!schedule.ok) return schedule
  const { enabled, pause } = schedule.value
  if (!enabled || pause !== null) return err({ code: 'trigger-off', trigger, why: pause === null ? 'off' : 'paused' })
  const until = Math.min(to, clock.now()) as Timestamp
  const rows = await reader.decidedInstants({ trigger, from, to: until })
  const decided = new Map(rows.map((row) => [row.instant, row]))
  const range = { from, until: addMs(until, 1), most: LOOKED_THROUGH_MAX + 1 }
  const instants = instantsBetween(schedule.value.definition, range)
  const starts = instants.filter((instant) => (decided.get(instant)?.outcome.type ?? 'skipped') === 'skipped')
  if (starts.length > BACKFILL_MAX || instants.length > LOOKED_THROUGH_MAX)
    return err({ code: 'backfill-too-long', trigger, startsMax: BACKFILL_MAX })
  return ok({ starts, started: instants.length - starts.length, decided })
}

/** However many of a range have started their run, no more than these are looked through for those that have not. */
const LOOKED_THROUGH_MAX = 10 * BACKFILL_MAX
