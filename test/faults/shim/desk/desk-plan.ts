import type { Plan, PlannedCapability, PlannedStage } from '../../../../src/core/plan/plan.ts'
import type { WorkflowId } from '../../../../src/core/workflow/workflow.ts'
import type { Blobs } from '../../../../src/engine/ports.ts'
import { aCapability, after, aPlan, aStage, PERSON } from '../../../support/runs.ts'

/** What the desk's performer can do. */
export type DeskSkill = 'sort' | 'book' | 'write' | 'send'

export const DESK = 'desk' as WorkflowId

/** A plan that is made from a file: its bytes are in the blob store before any run names them. */
export async function makeDeskPlan(blobs: Blobs, number: number): Promise<Plan> {
  const text = `How orders are handled, as written for the ${number}th time. `.repeat(30)
  const context = contextFrom(await blobs.put(new TextEncoder().encode(text)))
  const stages = [
    skilled('sort', 'pure', { context, gate: { kind: 'threshold', threshold: 0.5 } }),
    skilled('book', 'idempotent', { dependsOn: after('sort') }),
    skilled('write', 'pure', { dependsOn: after('sort'), context }),
    aStage('check', { dependsOn: after('book', 'write'), primary: PERSON }),
    skilled('send', 'once-or-ask', { dependsOn: after('check') }),
  ]
  return aPlan(stages, { workflow: { id: DESK, name: 'Desk', digest: `desk-${number}` } })
}

/** All that runs do which start by themselves. */
export function houseStage(): PlannedStage {
  return skilled('sort', 'pure', {})
}

export function skillOf({ run }: PlannedCapability): DeskSkill {
  if (run.type !== 'builtin') throw new Error('The desk has no commands')
  return run.builtin as DeskSkill
}

function contextFrom(sha256: string): PlannedStage['context'] {
  const modules = [{ ref: 'context:handling', title: 'How orders are handled', sha256, tokens: 400 }]
  return { budgetTokens: 4000, usedTokens: 400, modules, omitted: [] }
}

function skilled(skill: DeskSkill, effect: PlannedStage['effect'], over: Partial<PlannedStage>): PlannedStage {
  const primary = aCapability({ effect, run: { type: 'builtin', builtin: skill, settings: {} } })
  return aStage(skill, { retry: RETRY_AT_ONCE, ...over, primary, effect })
}

const RETRY_AT_ONCE: PlannedStage['retry'] = {
  maximumAttempts: 5,
  initialIntervalMs: 5,
  backoffCoefficient: 2,
  maximumIntervalMs: 50,
  nonRetryable: [],
}
