import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { ActorId, RunId } from '../core/run/ids.ts'
import type { Refusal } from '../core/run/refusal.ts'
import { explainRefusal } from '../core/run/refusal.ts'
import type { Run } from '../core/run/run.ts'
import { isFinished } from '../core/run/run.ts'
import { nextInstants, parseCron } from '../core/schedule/cron.ts'
import type { InstantJudgement } from '../core/schedule/judge-instant.ts'
import { judgeInstant } from '../core/schedule/judge-instant.ts'
import type { Engine } from './engine.ts'
import type { Clock, Ids } from './ports.ts'
import type { FiringRow, SkippedFiring, TriggerRow } from './store.ts'

/** Who starts what a schedule starts. */
const SCHEDULER = 'system:scheduler' as ActorId

export interface FiringParts {
  readonly engine: Engine
  readonly clock: Clock
  readonly ids: Ids
  /** The plan of the version that the trigger belongs to, or why there is none, as a sentence. */
  readonly planFor: (trigger: TriggerRow) => Promise<Result<Plan, string>>
}

/** Lets the next instant of a schedule lead to exactly one run or one recorded skip, and arms the one after it. */
export async function fireSchedule(parts: FiringParts, trigger: TriggerRow): Promise<void> {
  if (trigger.nextFireAt === null) return
  const instant = trigger.nextFireAt
  const after = armed(trigger, instant)
  const judgement = await judge(parts, trigger, instant)
  const decided =
    judgement === 'run'
      ? await fireRun(parts, { instant, after })
      : await skip(parts, { instant, after, reason: judgement, detail: SKIP_DETAIL[judgement] })
  // Either another writer was first, and this changes nothing, or the instant was decided before: the next one is due.
  if (decided === 'stale') await parts.engine.write({ triggers: [after] })
}

const SKIP_DETAIL = {
  missed: 'The program was not running at that time, and this schedule does not catch up.',
  overlap: 'The run before it had not ended.',
} as const satisfies Record<Exclude<InstantJudgement, 'run'>, string>

async function judge(
  { engine, clock }: FiringParts,
  { lastRun }: TriggerRow,
  instant: Timestamp,
): Promise<InstantJudgement> {
  const previous = lastRun === null ? undefined : await engine.findRun(lastRun)
  return judgeInstant(instant, { now: clock.now(), previousIsOpen: previous !== undefined && !isFinished(previous) })
}

export interface ReachedInstant {
  readonly instant: Timestamp
  /** The trigger as the firing leaves it. */
  readonly after: TriggerRow
}

/** Starts a run for an instant. A start that is refused is a recorded skip with its reason. */
export async function fireRun(parts: FiringParts, firing: ReachedInstant): Promise<Run | 'skipped' | 'stale'> {
  const plan = await parts.planFor(firing.after)
  if (!plan.ok) return await skip(parts, { ...firing, reason: 'refused', detail: plan.error })
  const started = await startFired(parts, firing, plan.value)
  if (started === 'stale') return 'stale'
  if (started.ok) return started.value
  return await skip(parts, { ...firing, reason: 'refused', detail: explainRefusal(started.error) })
}

function startFired(
  parts: FiringParts,
  { instant, after }: ReachedInstant,
  plan: Plan,
): Promise<Result<Run, Refusal> | 'stale'> {
  const id = parts.ids.next() as RunId
  const { id: trigger, inputs } = after
  const decidedAt = parts.clock.now()
  const firing: FiringRow = { trigger, instant, decidedAt, outcome: { type: 'run', run: id } }
  const cause = { type: 'schedule', trigger, instant } as const
  const order = { id, plan, inputs, by: SCHEDULER, cause }
  return parts.engine.startFired(order, { firing, triggers: [{ ...after, lastRun: id }] })
}

interface Skip extends ReachedInstant {
  readonly reason: SkippedFiring
  readonly detail: string
}

async function skip(
  { engine, clock }: FiringParts,
  { instant, after, reason, detail }: Skip,
): Promise<'skipped' | 'stale'> {
  const outcome = { type: 'skipped', reason, detail } as const
  const firing: FiringRow = { trigger: after.id, instant, decidedAt: clock.now(), outcome }
  return (await engine.write({ firing, triggers: [after] })) === 'stale' ? 'stale' : 'skipped'
}

/** The trigger with its next instant after this one; null where the pattern has none. */
export function armed(trigger: TriggerRow, after: Timestamp): TriggerRow {
  const cron = parseCron(trigger.cron)
  const next = cron.ok ? nextInstants(cron.value, { timezone: trigger.timezone, after, count: 1 })[0] : undefined
  return { ...trigger, version: trigger.version + 1, nextFireAt: trigger.enabled ? (next ?? null) : null }
}
