import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Clock } from './ports.ts'
import type { FiringParts } from './start-fired.ts'

/** Events come in bursts, and a plan takes longer than all else that is done for one of them. */
const SHARED_MS = 1_000
/** Of more versions than this at once each is planned anew. */
const SHARED_MAX = 64

interface SharedPlan {
  readonly until: Timestamp
  readonly plan: ReturnType<FiringParts['planFor']>
}

/** Plans that are at most a second old: what was changed since then counts from the next one on. */
export function sharePlans(planFor: FiringParts['planFor'], clock: Clock): FiringParts['planFor'] {
  const shared = new Map<string, SharedPlan>()
  return (trigger) => {
    const key = `${trigger.id} ${trigger.digest}`
    const now = clock.now()
    const known = shared.get(key)
    if (known !== undefined && now < known.until) return known.plan
    if (shared.size >= SHARED_MAX) shared.clear()
    const plan = planFor(trigger)
    shared.set(key, { until: addMs(now, SHARED_MS), plan })
    return plan
  }
}
