import { replay } from '../../src/core/run/replay.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import type { TestRun } from './runs.ts'

/** The same run as it was stored before anybody had roles. */
export function beforeRoles(world: TestRun): TestRun {
  const history = world.history.map(withoutRole)
  return { ...world, history, run: replay(world.run.plan, history) }
}

function withoutRole(fact: RunEvent): RunEvent {
  if (fact.type === 'stage-settled') return { ...fact, settlement: JSON.parse(JSON.stringify(fact.settlement), older) }
  return JSON.parse(JSON.stringify(fact), (key, value) => (key === 'role' ? undefined : value))
}

/** A decision named its type and who decided, a refusal who and why. */
function older(this: unknown, key: string, value: unknown): unknown {
  const isDecision = typeof this === 'object' && this !== null && 'type' in this
  return key === 'role' || (key === 'note' && isDecision) ? undefined : value
}
