import type { PlannedStage } from './plan.ts'

/** Who is asked before anybody else where a stage asks people, as `human:…` references. */
export function askedFirst({ primary, reviewer, escalation }: PlannedStage): readonly string[] {
  if (primary.kind === 'human') return [primary.ref]
  return reviewer?.kind === 'human' ? [reviewer.ref] : escalation.to
}
