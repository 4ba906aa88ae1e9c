import type { Plan } from '../core/plan/plan.ts'
import type { GetPlan } from './live-run.ts'
import type { Store } from './store.ts'

/** Plans kept in memory. One of ten thousand stages takes about 10 MB, most take 10 KB. */
const CACHED_PLANS_MAX = 64

/**
 * All runs of a plan share one value of it: it is read once, and what is worked out from it (its index, its types) is
 * worked out once. Rejects where the store lacks it.
 */
export function createPlanCache(store: Pick<Store, 'findPlan'>): GetPlan {
  const plans = new Map<string, Plan>()
  return async (digest) => {
    const plan = plans.get(digest) ?? (await store.findPlan(digest))
    if (plan === undefined) throw new Error(`The plan ${digest} of a stored run is missing`)
    plans.delete(digest)
    plans.set(digest, plan)
    const [oldest] = plans.keys()
    if (plans.size > CACHED_PLANS_MAX && oldest !== undefined) plans.delete(oldest)
    return plan
  }
}
