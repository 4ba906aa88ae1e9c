import type { Plan } from '../../plan/plan.ts'
import { evolve } from '../evolve.ts'
import { stageIndex } from '../plan-index.ts'
import type { Run } from '../run.ts'
import type { LaterEvent, RunEvent, StageEvent } from '../run-event.ts'
import type { StageRun } from '../stage-run.ts'
import { stageAt } from '../stage-table.ts'
import type { StartEvent } from '../start-run.ts'
import { runOf } from '../start-run.ts'

/** A run's history, each fact with the run before and after it. */
export interface Story {
  readonly started: StartEvent
  readonly first: Run
  readonly steps: readonly Step[]
}

export interface Step {
  readonly seq: number
  readonly event: LaterEvent
  readonly before: Run
  readonly after: Run
}

/** A fact about one stage. */
export interface StageStep extends Step {
  readonly event: StageEvent
}

/** Folds a whole history once more, keeping every state. Throws where it does not begin with the start of a run. */
export function retell(plan: Plan, history: readonly RunEvent[]): Story {
  const [started, ...later] = history
  if (started?.type !== 'run-started') throw new Error('A history begins with the start of its run')
  const first = runOf(plan, started)
  let before = first
  const steps = later.map((event, index): Step => {
    const step = stepFrom(before, event, index + 2)
    before = step.after
    return step
  })
  return { started, first, steps }
}

function stepFrom(before: Run, event: RunEvent, seq: number): Step {
  if (event.type === 'run-started') throw new Error('A run starts once')
  return { seq, event, before, after: evolve(before, event) }
}

export function isStageStep(step: Step): step is StageStep {
  return 'stage' in step.event
}

/** The stage that a fact is about, as the fact leaves it. */
export function stageAfter({ after, event }: StageStep): StageRun {
  return stageAt(after.stages, stageIndex(after.plan, event.stage))
}
