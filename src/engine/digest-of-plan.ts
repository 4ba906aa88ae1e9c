import type { Json } from '../core/basics/json.ts'
import { canonicalJson } from '../core/basics/json.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Ids } from './ports.ts'

const DIGESTS = new WeakMap<Plan, string>()

/** Worked out once a plan: a thousand runs may start from the same one. */
export function digestOfPlan(plan: Plan, sha256: Ids['sha256']): string {
  const digest = DIGESTS.get(plan) ?? sha256(canonicalJson(plan as unknown as Json))
  DIGESTS.set(plan, digest)
  return digest
}
