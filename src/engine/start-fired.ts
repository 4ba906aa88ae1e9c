import type { JsonObject } from '../core/basics/json.ts'
import type { Result } from '../core/basics/result.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { RunId } from '../core/run/ids.ts'
import type { Refusal } from '../core/run/refusal.ts'
import { explainRefusal } from '../core/run/refusal.ts'
import type { Run } from '../core/run/run.ts'
import type { RunCause } from '../core/run/run-event.ts'
import { triggerInputs } from '../core/run/trigger-inputs.ts'
import type { Engine } from './engine.ts'
import type { Clock, Ids } from './ports.ts'
import type { FiringReader, FiringRow, SkippedFiring, TriggerRow } from './trigger-row.ts'

export interface FiringParts {
  readonly engine: Engine
  readonly reader: FiringReader
  readonly clock: Clock
  readonly ids: Ids
  /** The plan of the version that the trigger belongs to, or why there is none, as a sentence. */
  readonly planFor: (trigger: TriggerRow) => Promise<Result<Plan, string>>
}

/** A firing that is to start a run, and what is written with it. */
export interface FiringOrder {
  readonly firing: Omit<FiringRow, 'outcome' | 'decidedAt'>
  readonly cause: RunCause
  /** What the event says, where one caused it: the trigger's expressions read it. */
  readonly event?: JsonObject
  /** Firings before it that were decided together with it. */
  readonly beside: readonly FiringRow[]
  readonly trigger: TriggerRow
  /** The trigger as the firing leaves it; null: it stays as it is, so that many firings of it can be decided at once. */
  readonly after: TriggerRow | null
}

/** What became of a firing. `stale`: another writer was first, and nothing was written. */
export type Fired =
  | { readonly type: 'run'; readonly run: Run }
  | ({ readonly type: 'skipped' } & Skip)
  | { readonly type: 'stale' }

/** Starts a run in the transaction of its firing. A start that is refused is a recorded skip with its reason. */
export async function startFired(parts: FiringParts, order: FiringOrder): Promise<Fired> {
  const { firing, cause, event, beside, trigger, after } = order
  const plan = await parts.planFor(trigger)
  if (!plan.ok) return await skipFiring(parts, order, { reason: 'refused', detail: plan.error })
  const inputs = triggerInputs(plan.value, trigger.definition.inputs, event)
  if (!inputs.ok) return await skipFiring(parts, order, { reason: 'inputs-invalid', detail: inputs.error.message })
  const id = parts.ids.next() as RunId
  const fired: FiringRow = { ...firing, decidedAt: parts.clock.now(), outcome: { type: 'run', run: id } }
  const started = await parts.engine.startFired(
    { id, plan: plan.value, inputs: inputs.value, by: firing.by, cause },
    { firings: [...beside, fired], triggers: after === null ? [] : [{ ...after, lastRun: id }] },
  )
  if (started === 'stale') return { type: 'stale' }
  if (started.ok) return { type: 'run', run: started.value }
  return await skipFiring(parts, order, {
    reason: whyRefused(cause, started.error),
    detail: explainRefusal(started.error),
  })
}

/** What a schedule gives never changes; what an event brings may fit or not. */
function whyRefused({ type }: RunCause, { code }: Refusal): SkippedFiring {
  return type === 'event' && code === 'inputs-invalid' ? code : 'refused'
}

export interface Skip {
  readonly reason: SkippedFiring
  readonly detail: string
}

export async function skipFiring(
  { engine, clock }: Pick<FiringParts, 'engine' | 'clock'>,
  { firing, beside, after }: Pick<FiringOrder, 'firing' | 'beside' | 'after'>,
  skip: Skip,
): Promise<Fired> {
  const skipped: FiringRow = { ...firing, decidedAt: clock.now(), outcome: { type: 'skipped', ...skip } }
  const outcome = await engine.write({ firings: [...beside, skipped], triggers: after === null ? [] : [after] })
  return outcome === 'stale' ? { type: 'stale' } : { type: 'skipped', ...skip }
}
