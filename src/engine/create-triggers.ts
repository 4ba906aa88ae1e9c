import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { addMs } from '../core/basics/timestamp.ts'
import { armedFor, armedFrom } from './arming.ts'
import { backfill, previewBackfill } from './backfill.ts'
import { fireByHand } from './fire-by-hand.ts'
import { fireSchedule } from './fire-schedule.ts'
import { createFreshPlans, PREPARE_MS } from './fresh-plans.ts'
import { leftOver } from './left-over.ts'
import { createReconciler } from './reconcile-schedules.ts'
import type { FiringParts, Skip } from './start-fired.ts'
import { startWaiting } from './start-waiting.ts'
import type { RunReader } from './store.ts'
import type { TriggerKeeper } from './trigger-keeper.ts'
import type { FiringRow, TriggerRow } from './trigger-row.ts'
import type { PauseOrder, TriggerProblem, Triggers } from './triggers.ts'

export interface TriggersParts extends FiringParts {
  readonly reader: FiringParts['reader'] & Pick<RunReader, 'headPosition'>
}

export function createTriggers(parts: TriggersParts): Triggers {
  return {
    fire: (order) => fireByHand(parts, order),
    pause: (order) => pause(parts, order),
    resume: (trigger) => resume(parts, trigger),
    previewBackfill: (range) => previewBackfill(parts, range),
    backfill: (order) => backfill(parts, order),
    keeper: createKeeper({ ...parts, planFor: createFreshPlans({ ...parts, freshMs: FRESH_MS }) }),
  }
}

function createKeeper(parts: FiringParts): TriggerKeeper {
  return {
    fire: (trigger) => fireSchedule(parts, trigger),
    prepare: () => preparePlans(parts),
    startWaiting: (trigger) => startWaiting(parts, trigger),
    reconcile: createReconciler(parts),
  }
}

/** A plan that was made before its instant is still fresh when that comes, and a little after. */
const FRESH_MS = PREPARE_MS + 2_000
/** Of more, the plans are made when their time has come. */
const PREPARED_MAX = 2_000

/** One version after the other: nothing else is to be late for it. */
async function preparePlans({ reader, clock, planFor }: FiringParts): Promise<void> {
  const now = clock.now()
  const soon = await reader.schedulesBetween({ after: now, until: addMs(now, PREPARE_MS), limit: PREPARED_MAX })
  for (const trigger of soon) await planFor(trigger)
}

interface Change {
  readonly row: TriggerRow
  readonly firings?: readonly FiringRow[]
}

/** Changes a trigger, again where another change came first. A change that changes nothing is not written. */
async function change(
  parts: TriggersParts,
  trigger: string,
  changed: (row: TriggerRow) => Promise<Change>,
): Promise<Result<TriggerRow, TriggerProblem>> {
  for (;;) {
    const before = await parts.reader.findTrigger(trigger)
    if (before === undefined) return err({ code: 'trigger-unknown', trigger })
    const { row, firings = [] } = await changed(before)
    if (row === before || (await parts.engine.write({ triggers: [row], firings })) !== 'stale') return ok(row)
  }
}

function pause(parts: TriggersParts, { trigger, by, because }: PauseOrder) {
  return change(parts, trigger, async (row) => {
    if (row.pause?.by === by && row.pause.because === because) return { row }
    const now = parts.clock.now()
    const firings = await leftOver({ reader: parts.reader, now }, row, PAUSED)
    return { row: { ...armedFor(row, null), pause: { by, at: now, because } }, firings }
  })
}

const PAUSED: Skip = { reason: 'paused', detail: 'The schedule was paused before this time was acted upon.' }

function resume(parts: TriggersParts, trigger: string) {
  return change(parts, trigger, async (row) => {
    if (row.pause === null) return { row }
    const now = parts.clock.now()
    const resumed = { ...row, pause: null, since: now, sincePosition: await parts.reader.headPosition() }
    return { row: armedFrom(parts.ids, resumed, now) }
  })
}
