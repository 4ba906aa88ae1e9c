import type { Json } from '../../../src/core/basics/json.ts'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import type { Plan } from '../../../src/core/plan/plan.ts'
import { sha256 } from '../../support/runs.ts'
import { ofEachRun } from './breach.ts'

/** I16: a run has the plan that it started with. */
export const planKept = ofEachRun('I16', ({ plan, row, run }) => {
  const digest = digestOf(plan)
  return [
    ...(run.planDigest === digest ? [] : [`it started with plan ${run.planDigest}, and has ${digest}`]),
    ...(row.planDigest === digest ? [] : [`its summary names plan ${row.planDigest}, and it has ${digest}`]),
  ]
})

const DIGESTS = new WeakMap<Plan, string>()

/** Many runs share a plan. */
function digestOf(plan: Plan): string {
  const digest = DIGESTS.get(plan) ?? sha256(canonicalJson(plan as unknown as Json))
  DIGESTS.set(plan, digest)
  return digest
}
