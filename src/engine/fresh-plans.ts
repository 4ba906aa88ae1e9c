import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Clock } from './ports.ts'
import type { TriggerRow } from './trigger-row.ts'

/** The plans of what is due within this time are made already; they are still fresh when it comes. */
export const PREPARE_MS = 8_000
/** Versions whose plans are kept; more have instants within that time only where very many do. */
export const PLANS_MAX = 2_000

type PlanFor = (trigger: TriggerRow) => Promise<Result<Plan, string>>

interface Fresh {
  readonly at: Timestamp
  readonly plan: ReturnType<PlanFor>
}

export interface FreshPlansParts {
  readonly clock: Clock
  readonly planFor: PlanFor
  /** A plan that was made less long ago is used again: a file that is changed within this time may count from the next one on. */
  readonly freshMs: number
}

/** Plans of what triggers start: those of one version that start at about the same time share one. */
export function createFreshPlans({ clock, planFor, freshMs }: FreshPlansParts): PlanFor {
  const plans = new Map<string, Fresh>()
  return (trigger) => {
    const [key, now] = [`${trigger.workflow} ${trigger.digest}`, clock.now()]
    const known = plans.get(key)
    // The clock may have been set back since.
    if (known !== undefined && known.at <= now && now < addMs(known.at, freshMs)) return known.plan
    const made: Fresh = { at: now, plan: planFor(trigger) }
    made.plan.catch(() => plans.delete(key))
    plans.delete(key)
    plans.set(key, made)
    if (plans.size > PLANS_MAX) forgetOldest(plans)
    return made.plan
  }
}

function forgetOldest(plans: Map<string, Fresh>): void {
  const [oldest] = plans.keys()
  if (oldest !== undefined) plans.delete(oldest)
}
