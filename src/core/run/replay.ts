import type { Plan } from '../plan/plan.ts'
import { evolve } from './evolve.ts'
import type { Run } from './run.ts'
import type { LaterEvent, RunEvent } from './run-event.ts'
import { runOf } from './start-run.ts'

/** The run that a whole history makes. Throws where the history does not begin with the start of a run. */
export function replay(plan: Plan, history: readonly RunEvent[]): Run {
  const [started, ...later] = history
  if (started?.type !== 'run-started') throw new Error('A history begins with the start of its run')
  return replayFrom(runOf(plan, started), later)
}

/** The run that these facts make of it. */
export function replayFrom(run: Run, facts: readonly RunEvent[]): Run {
  return facts.reduce((before, event) => evolve(before, laterEvent(event)), run)
}

function laterEvent(event: RunEvent): LaterEvent {
  if (event.type === 'run-started') throw new Error('A run starts once')
  return event
}
