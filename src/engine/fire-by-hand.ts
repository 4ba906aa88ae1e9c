import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Run } from '../core/run/run.ts'
import { instantAfter } from '../core/schedule/timing.ts'
import type { ScheduleRow } from './arming.ts'
import { findSchedule } from './find-schedule.ts'
import type { FiringOrder, FiringParts } from './start-fired.ts'
import { startFired } from './start-fired.ts'
import type { FiringRow } from './trigger-row.ts'
import { firingKey } from './trigger-row.ts'
import type { FireOrder, TriggerProblem } from './triggers.ts'

export async function fireByHand(parts: FiringParts, order: FireOrder): Promise<Result<Run, TriggerProblem>> {
  const found = await findSchedule(parts.reader, order.trigger)
  if (!found.ok) return found
  const firing = await (order.instant === null
    ? ok(firedNow(parts, order))
    : firedFor(parts, found.value, { order, instant: order.instant }))
  if (!firing.ok) return firing
  const known = await startedBefore(parts, firing.value)
  if (known !== undefined) return ok(known)
  const fired = await startFired(parts, orderOf(found.value, firing.value))
  if (fired.type === 'run') return ok(fired.run)
  const detail = fired.type === 'skipped' ? fired.detail : await whyOvertaken(parts, firing.value)
  return err({ code: 'firing-skipped', trigger: order.trigger, detail })
}

type Firing = FiringOrder['firing']

function orderOf(trigger: ScheduleRow, firing: Firing): FiringOrder {
  const cause = { type: 'schedule', trigger: trigger.id, instant: firing.instant } as const
  return { firing, cause, beside: [], trigger, after: { ...trigger, version: trigger.version + 1 } }
}

function firedNow({ clock }: FiringParts, { trigger, id, by }: FireOrder): Firing {
  return { trigger, cause: { type: 'hand', id }, revision: 1, instant: clock.now(), by, note: null }
}

/** The same wish, sent again. */
async function startedBefore({ engine, reader }: FiringParts, firing: Firing): Promise<Run | undefined> {
  if (firing.cause.type !== 'hand') return undefined
  const outcome = (await reader.findFiring(firingKey(firing)))?.outcome
  return outcome?.type === 'run' ? await engine.findRun(outcome.run) : undefined
}

interface PastWish {
  readonly order: FireOrder
  readonly instant: Timestamp
}

/** An instant that has passed: one that was skipped is started now, and its log says both. */
async function firedFor(
  { reader, clock }: FiringParts,
  { id: trigger, definition }: ScheduleRow,
  { order, instant }: PastWish,
): Promise<Result<Firing, TriggerProblem>> {
  const next = instantAfter(definition, addMs(instant, -1))
  if (next !== instant) return err({ code: 'instant-unknown', trigger, instant, next })
  if (instant > clock.now()) return err({ code: 'instant-to-come', trigger, instant })
  const before = await reader.findFiring(firingKey({ trigger, cause: { type: 'instant' }, instant }))
  if (before !== undefined && before.outcome.type !== 'skipped')
    return err({ code: 'instant-started', trigger, instant })
  return ok({ ...pastFiring({ trigger, instant, before }), by: order.by })
}

interface PastInstant {
  readonly trigger: string
  readonly instant: Timestamp
  /** What it led to before. */
  readonly before: FiringRow | undefined
}

/** An instant that has passed and is to start a run after all. */
export function pastFiring({ trigger, instant, before }: PastInstant): Omit<Firing, 'by'> {
  const note = before?.outcome.type === 'skipped' ? `Skipped at first: ${before.outcome.detail}` : null
  return { trigger, cause: { type: 'instant' }, revision: (before?.revision ?? 0) + 1, instant, note }
}

/** What was decided about it before, or at the same time. */
async function whyOvertaken({ reader }: FiringParts, firing: Firing): Promise<string> {
  const outcome = (await reader.findFiring(firingKey(firing)))?.outcome
  return outcome?.type === 'skipped' ? outcome.detail : 'Something else was decided about it at the same time.'
}
