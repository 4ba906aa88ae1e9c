import { known } from '../../basics/known.ts'
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
  const steps: Step[] = []
  return { ...retellTo(plan, history, (step) => steps.push(step)), steps }
}

/**
 * The same, giving each step to `hear` as it comes: of a run with ten thousand stages, all states together would not be
 * kept for a line or two.
 */
export function retellTo(
  plan: Plan,
  history: readonly RunEvent[],
  hear: (step: Step) => void,
): Omit<Story, 'steps'> & { readonly last: Run } {
  const [started] = history
  if (started?.type !== 'run-started') throw new Error('A history begins with the start of its run')
  const first = runOf(plan, started)
  let last = first
  for (let seq = 2; seq <= history.length; seq += 1) {
    const step = stepFrom(last, known(history[seq - 1]), seq)
    hear(step)
    last = step.after
  }
  return { started, first, last }
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
