import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Clock } from './ports.ts'
import type { TriggerRow } from './trigger-row.ts'

/**
 * A plan that was made no longer ago than this is used again: schedules that fire at the same instant, and events that
 * come by the hundred, share it. A file that is changed within this time before an instant may count from the next one on.
 */
const PLAN_FRESH_MS = 10_000
/** The plans of what is due within this time are made already; they are still fresh when it comes. */
export const PREPARE_MS = 8_000
/** Versions whose plans are kept; more have instants within that time only where very many do. */
const PLANS_MAX = 2_000

type PlanFor = (trigger: TriggerRow) => Promise<Result<Plan, string>>

interface Fresh {
  readonly at: Timestamp
  readonly plan: ReturnType<PlanFor>
}

/** Plans of what triggers start, each made once within `PLAN_FRESH_MS`. */
export function createFreshPlans(clock: Clock, planFor: PlanFor): PlanFor {
  const plans = new Map<string, Fresh>()
  return (trigger) => {
    const [key, now] = [`${trigger.workflow} ${trigger.digest}`, clock.now()]
    const known = plans.get(key)
    if (known !== undefined && isFresh(known, now)) return known.plan
    const made: Fresh = { at: now, plan: planFor(trigger) }
    made.plan.catch(() => plans.delete(key))
    plans.delete(key)
    plans.set(key, made)
    if (plans.size > PLANS_MAX) forgetOldest(plans)
    return made.plan
  }
}

/** The clock may have been set back since. */
function isFresh({ at }: Fresh, now: Timestamp): boolean {
  return at <= now && now < addMs(at, PLAN_FRESH_MS)
}

function forgetOldest(plans: Map<string, Fresh>): void {
  for (const key of plans.keys()) {
    plans.delete(key)
    return
  }
}
