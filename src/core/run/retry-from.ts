import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { ActorId, RunId } from './ids.ts'
import { keyOrigin } from './key-origin.ts'
import { planIndex, plannedAt } from './plan-index.ts'
import type { Refusal } from './refusal.ts'
import type { Run } from './run.ts'
import type { CarriedStage, RunOrigin, RunStarted } from './run-event.ts'
import type { Settlement } from './settlement.ts'
import type { StageRun, StageState } from './stage-run.ts'
import { allStages, stageAt } from './stage-table.ts'

export interface RetryFrom {
  readonly id: RunId
  readonly from: StageId
  readonly by: ActorId
  readonly salt: string
}

/**
 * The start of a new run that takes up a finished one: the stage and its descendants run again, everything else that
 * settled is taken over. What was canceled and is not among them is done for the first time.
 */
export function retryFrom(run: Run, { id, from, by, salt }: RetryFrom): Result<RunStarted, Refusal> {
  if (run.phase.type !== 'finished') return err({ code: 'run-not-finished' })
  if (run.erased !== undefined) return err({ code: 'run-erased' })
  const first = planIndex(run.plan).indexOf.get(from)
  if (first === undefined) return err({ code: 'stage-unknown', stage: from })
  const again = descendants(run, first)
  const origin: RunOrigin = {
    run: run.id,
    from,
    carried: allStages(run.stages).flatMap((_, index) => (again.has(index) ? [] : carriedAt(run, index))),
    generations: Object.fromEntries(
      run.plan.stages.map(({ id: stage }, index) => [stage, generationOf(run, index, again)]),
    ),
    keyedBy: Object.fromEntries(
      run.plan.stages.flatMap(({ id: stage }, index) => (again.has(index) ? [] : keyAt(run, stage, index))),
    ),
    inDoubt: run.plan.stages.flatMap((stage, index) =>
      !again.has(index) && isInDoubt(stage, stageAt(run.stages, index)) ? [stage.id] : [],
    ),
  }
  const title = run.title === undefined ? {} : { title: run.title }
  return ok({
    type: 'run-started',
    run: id,
    plan: run.planDigest,
    inputs: run.inputs,
    salt,
    by,
    cause: { type: 'manual' },
    origin,
    ...title,
  })
}

/** Canceled stages are not taken over: nobody finished them. */
function carriedAt(run: Run, index: number): CarriedStage[] {
  const { state, outputs } = stageAt(run.stages, index)
  if (isCanceled(state) || state.status !== 'settled') return []
  const settlement = state.settlement.outcome === 'succeeded' ? { ...state.settlement, output: 1 } : state.settlement
  return [{ stage: plannedAt(run.plan, index).id, settlement, outputs: outputs?.value ?? {} }]
}

/**
 * What has begun, here or in the run before that left it in doubt, is done anew where it runs again: by this wish, or,
 * where it is taken over, by a later one. A canceled stage that nobody chose goes on under its old key.
 */
function generationOf(run: Run, index: number, again: ReadonlySet<number>): number {
  const { generation, account, state } = stageAt(run.stages, index)
  const hasBegun = account.begunAt !== null || run.origin?.inDoubt.includes(plannedAt(run.plan, index).id) === true
  const goesOn = !again.has(index) && isCanceled(state)
  return hasBegun && !goesOn ? generation + 1 : generation
}

/** A stage that may have begun what it does goes on under the key that this was begun with. */
function keyAt(run: Run, stage: StageId, index: number): readonly (readonly [StageId, RunId])[] {
  const { state, generation } = stageAt(run.stages, index)
  const mayHaveBegun = isCanceled(state) && state.settlement.effect === 'unknown'
  return mayHaveBegun ? [[stage, keyOrigin(run, stage, generation)]] : []
}

/** Whether it may have acted already though nobody finished it, and must not act twice. */
function isInDoubt({ effect }: PlannedStage, { state }: StageRun): boolean {
  return isCanceled(state) && state.settlement.effect === 'unknown' && effect === 'once-or-ask'
}

type Canceled = Extract<StageState, { readonly status: 'settled' }> & {
  readonly settlement: Extract<Settlement, { readonly outcome: 'canceled' }>
}

function isCanceled(state: StageState): state is Canceled {
  return state.status === 'settled' && state.settlement.outcome === 'canceled'
}

function descendants({ plan }: Run, first: number): ReadonlySet<number> {
  const { dependents } = planIndex(plan)
  const found = new Set([first])
  for (const index of found)
    for (const dependent of dependents.get(plannedAt(plan, index).id) ?? []) found.add(dependent)
  return found
}
