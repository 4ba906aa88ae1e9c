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
export const SCHEDULER = 'system:scheduler' as ActorId

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
  const judgement = await judge(parts, trigger, trigger.nextFireAt)
  if (judgement === 'run') await fireRun(parts, trigger, trigger.nextFireAt)
  else await skip(parts, trigger, { instant: trigger.nextFireAt, reason: judgement, detail: SKIP_DETAIL[judgement] })
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

/** Starts a run for an instant. A start that is refused is a recorded skip with its reason. */
export async function fireRun(parts: FiringParts, trigger: TriggerRow, instant: Timestamp): Promise<Run | undefined> {
  const plan = await parts.planFor(trigger)
  if (!plan.ok) {
    await skip(parts, trigger, { instant, reason: 'refused', detail: plan.error })
    return undefined
  }
  const started = await startFired(parts, { trigger, instant, plan: plan.value })
  if (started === 'stale') return undefined
  if (started.ok) return started.value
  await skip(parts, trigger, { instant, reason: 'refused', detail: explainRefusal(started.error) })
  return undefined
}

interface StartFired {
  readonly trigger: TriggerRow
  readonly instant: Timestamp
  readonly plan: Plan
}

function startFired(
  parts: FiringParts,
  { trigger, instant, plan }: StartFired,
): Promise<Result<Run, Refusal> | 'stale'> {
  const id = parts.ids.next() as RunId
  const firing: FiringRow = {
    trigger: trigger.id,
    instant,
    decidedAt: parts.clock.now(),
    outcome: { type: 'run', run: id },
  }
  const cause = { type: 'schedule', trigger: trigger.id, instant } as const
  const order = { id, plan, inputs: trigger.inputs, by: SCHEDULER, cause }
  return parts.engine.startFired(order, { firing, triggers: [{ ...armed(trigger, instant), lastRun: id }] })
}

interface Skip {
  readonly instant: Timestamp
  readonly reason: SkippedFiring
  readonly detail: string
}

async function skip(parts: FiringParts, trigger: TriggerRow, { instant, reason, detail }: Skip): Promise<void> {
  const firing: FiringRow = {
    trigger: trigger.id,
    instant,
    decidedAt: parts.clock.now(),
    outcome: { type: 'skipped', reason, detail },
  }
  await parts.engine.write({ firing, triggers: [armed(trigger, instant)] })
}

/** The trigger with its next instant after this one; null where the pattern has none. */
export function armed(trigger: TriggerRow, after: Timestamp): TriggerRow {
  const cron = parseCron(trigger.cron)
  const next = cron.ok ? nextInstants(cron.value, { timezone: trigger.timezone, after, count: 1 })[0] : undefined
  return { ...trigger, version: trigger.version + 1, nextFireAt: trigger.enabled ? (next ?? null) : null }
}
