import type { PlannedPerformer } from '../plan/plan.ts'

/** Whether a person does it: because it was planned so, or because nobody else can. */
export function isHuman({ kind }: PlannedPerformer): boolean {
  return kind !== 'capability'
}
