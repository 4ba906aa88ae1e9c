import type { Json, JsonObject } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import { evaluateCondition } from '../expression/evaluate.ts'
import type { Plan, PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'
import { planIndex, plannedAt } from './plan-index.ts'
import type { Run } from './run.ts'
import type { CarriedStage } from './run-event.ts'
import { scopeFor, stageInputs } from './scope.ts'
import type { Settlement } from './settlement.ts'
import type { StageRun, StageState } from './stage-run.ts'
import { stageAt } from './stage-table.ts'
import { runOf } from './start-run.ts'

/** What a run is taken up with: its own plan and inputs, or others. */
export interface RetryTarget {
  readonly plan: Plan
  readonly inputs: JsonObject
}

/**
 * What becomes of a stage in a retry. `kept`: what it gave is taken over. `unfinished`: it was canceled, and goes on.
 * All others are done again: somebody chose it, it is new, the plan says something else of it, it would be given or
 * decided something else, or it comes after one of these.
 */
export type RetryFate = 'kept' | 'unfinished' | 'chosen' | 'new' | 'changed' | 'other-inputs' | 'after-another'

export interface RetriedStage {
  readonly stage: StageId
  readonly fate: RetryFate
}

/** In the order of the plan that is taken up. A stage that this plan does not have is not among them. */
export function retryFates(run: Run, target: RetryTarget, from: StageId): readonly RetriedStage[] {
  const compared = { run, before: asEnded(run, run, from), after: asEnded(run, target, from) }
  const own = target.plan.stages.map((stage): RetryFate => (stage.id === from ? 'chosen' : ownFate(compared, stage)))
  const seeds = own.flatMap((fate, index) => (isAgain(fate) ? [index] : []))
  const again = withDescendants(target.plan, seeds)
  return own.map((fate, index) => ({
    stage: plannedAt(target.plan, index).id,
    fate: again.has(index) && !isAgain(fate) ? 'after-another' : fate,
  }))
}

/** Whether the stage is done anew, from its beginning. */
export function isAgain(fate: RetryFate): boolean {
  return fate !== 'kept' && fate !== 'unfinished'
}

/** The stages at these places, and all that wait for them. */
export function withDescendants(plan: Plan, places: readonly number[]): ReadonlySet<number> {
  const { dependents } = planIndex(plan)
  const found = new Set(places)
  for (const index of found)
    for (const dependent of dependents.get(plannedAt(plan, index).id) ?? []) found.add(dependent)
  return found
}

/** What the stage gave, to be taken over; undefined: it has not ended, or was canceled, so nobody finished it. */
export function carriedStage(id: StageId, { state, outputs }: StageRun): CarriedStage | undefined {
  if (state.status !== 'settled' || isCanceled(state)) return undefined
  const settlement = state.settlement.outcome === 'succeeded' ? { ...state.settlement, output: 1 } : state.settlement
  return { stage: id, settlement, outputs: outputs?.value ?? {} }
}

export type Canceled = Extract<StageState, { readonly status: 'settled' }> & {
  readonly settlement: Extract<Settlement, { readonly outcome: 'canceled' }>
}

export function isCanceled(state: StageState): state is Canceled {
  return state.status === 'settled' && state.settlement.outcome === 'canceled'
}

/** The run as it ended, and as it would have stood at the same time under the other plan, with the other inputs. */
interface Compared {
  readonly run: Run
  readonly before: Run
  readonly after: Run
}

/** Both sides are told alike, so that what is different between them comes from the plan or the inputs. */
function asEnded(run: Run, { plan, inputs }: RetryTarget, from: StageId): Run {
  const { id, planDigest, salt, title, cause, startedBy, startedAt } = run
  const carried = plan.stages.flatMap(({ id: stage }) => {
    const index = planIndex(run.plan).indexOf.get(stage)
    return index === undefined ? [] : (carriedStage(stage, stageAt(run.stages, index)) ?? [])
  })
  return runOf(plan, {
    type: 'run-started',
    run: id,
    plan: planDigest,
    inputs,
    salt,
    by: startedBy,
    at: startedAt,
    cause,
    origin: { run: id, from, carried, generations: {}, keyedBy: {}, inDoubt: [] },
    ...(title === undefined ? {} : { title }),
  })
}

/** What becomes of a stage for what it is itself, whatever becomes of those before it. */
function ownFate({ run, before, after }: Compared, stage: PlannedStage): RetryFate {
  const index = planIndex(run.plan).indexOf.get(stage.id)
  if (index === undefined) return 'new'
  if (!isSame(plannedAt(run.plan, index), stage)) return 'changed'
  if (!isSame(givenTo(before, stage), givenTo(after, stage))) return 'other-inputs'
  return isCanceled(stageAt(run.stages, index).state) ? 'unfinished' : 'kept'
}

/** Plans and what is resolved from them are plain JSON. */
function isSame(left: unknown, right: unknown): boolean {
  return left === right || canonicalJson(left as Json) === canonicalJson(right as Json)
}

/** All that a stage takes from the run around it: what it is given, and what its condition says. */
function givenTo(run: Run, stage: PlannedStage): unknown {
  const inputs = stageInputs(run, stage)
  const condition = stage.when === undefined ? undefined : evaluateCondition(stage.when, scopeFor(run, stage))
  return [
    inputs.ok ? inputs.value : inputs.error.message,
    condition === undefined || !condition.ok ? null : condition.value,
  ]
}
