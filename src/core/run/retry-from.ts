import type { JsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Plan, PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'
import { inputProblems, withDefaults } from './check-inputs.ts'
import type { ActorId, RunId } from './ids.ts'
import { keyOrigin } from './key-origin.ts'
import { planIndex, plannedAt, stageIndex } from './plan-index.ts'
import type { Refusal } from './refusal.ts'
import type { RetriedStage, RetryTarget } from './retry-fates.ts'
import { carriedStage, isAgain, isCanceled, retryFates, withDescendants } from './retry-fates.ts'
import { retryPoint } from './retry-point.ts'
import type { Run } from './run.ts'
import type { RunOrigin, RunStarted } from './run-event.ts'
import type { StageRun } from './stage-run.ts'
import { stageAt } from './stage-table.ts'

/** What is wished of a retry; other inputs or another plan that are absent: as the run had them. */
export interface RetryWish {
  /** Absent: the stage that failed. */
  readonly from?: StageId
  /** Take the place of the run's own, by name. */
  readonly inputs?: JsonObject
  readonly plan?: PlanToRun
}

interface PlanToRun {
  readonly plan: Plan
  readonly digest: string
}

export interface RetryFrom extends RetryWish {
  readonly id: RunId
  readonly by: ActorId
  readonly salt: string
}

/** A wish that can be fulfilled, and what it means for each stage. */
export interface RetryPlan {
  readonly from: StageId
  readonly target: RetryTarget
  readonly stages: readonly RetriedStage[]
}

/** What a retry would take over and what it would do again. Refused where the retry itself would be. */
export function planRetry(run: Run, { from: wished, inputs, plan }: RetryWish): Result<RetryPlan, Refusal> {
  if (run.phase.type !== 'finished') return err({ code: 'run-not-finished' })
  if (run.erased !== undefined) return err({ code: 'run-erased' })
  const point = wished === undefined ? retryPoint(run) : ok(wished)
  if (!point.ok) return point
  const from = point.value
  const target = targetOf(run, { inputs, plan })
  if (!planIndex(target.plan).indexOf.has(from)) return err({ code: 'stage-unknown', stage: from })
  const problems = inputProblems(target.plan, target.inputs)
  if (problems.length > 0) return err({ code: 'inputs-invalid', problems })
  return ok({ from, target, stages: retryFates(run, target, from) })
}

type OtherTerms = { readonly [Term in 'inputs' | 'plan']: RetryWish[Term] | undefined }

function targetOf(run: Run, { inputs, plan }: OtherTerms): RetryTarget {
  const chosen = plan?.plan ?? run.plan
  return { plan: chosen, inputs: withDefaults(chosen, { ...run.inputs, ...inputs }) }
}

/**
 * The start of a new run that takes up a finished one: the stage, whatever is another way than it was, and all that
 * comes after them run again; everything else that settled is taken over. What was canceled and is not among them is
 * done for the first time.
 */
export function retryFrom(run: Run, { id, by, salt, ...wish }: RetryFrom): Result<RunStarted, Refusal> {
  const planned = planRetry(run, wish)
  if (!planned.ok) return planned
  const { target } = planned.value
  const title = run.title === undefined ? {} : { title: run.title }
  return ok({
    type: 'run-started',
    run: id,
    plan: wish.plan?.digest ?? run.planDigest,
    inputs: target.inputs,
    salt,
    by,
    cause: { type: 'manual' },
    origin: originOf(run, planned.value),
    ...title,
  })
}

function originOf(run: Run, { from, target, stages }: RetryPlan): RunOrigin {
  const wished = withDescendants(target.plan, [stageIndex(target.plan, from)])
  const taken = stages.map(
    ({ fate }, place): TakenUp => ({
      ...plannedAndBefore(run, plannedAt(target.plan, place)),
      isDone: isAgain(fate),
      isWished: wished.has(place),
    }),
  )
  return {
    run: run.id,
    from,
    carried: taken.flatMap(({ before, isDone, planned: { id } }) =>
      before === undefined || isDone ? [] : (carriedStage(id, before) ?? []),
    ),
    generations: Object.fromEntries(taken.map((stage) => [stage.planned.id, generationOf(run, stage)])),
    keyedBy: Object.fromEntries(taken.flatMap((stage) => keyAt(run, stage))),
    inDoubt: taken.filter(isInDoubt).map(({ planned }) => planned.id),
  }
}

/** A stage of the plan that is taken up. */
interface TakenUp {
  readonly planned: PlannedStage
  /** As the earlier run left it; undefined: it had none of this name. */
  readonly before: StageRun | undefined
  /** Whether it is done anew. */
  readonly isDone: boolean
  /** Whether that is so because somebody chose it, or one before it. */
  readonly isWished: boolean
}

function plannedAndBefore(run: Run, planned: PlannedStage): Pick<TakenUp, 'planned' | 'before'> {
  const index = planIndex(run.plan).indexOf.get(planned.id)
  return { planned, before: index === undefined ? undefined : stageAt(run.stages, index) }
}

/**
 * What has begun, here or in the run before that left it in doubt, is done anew where it runs again: by this wish, or,
 * where it is taken over, by a later one. A canceled stage that nobody chose goes on under its old key.
 */
function generationOf(run: Run, { planned, before, isDone }: TakenUp): number {
  if (before === undefined) return 0
  const { generation, account, state } = before
  const hasBegun = account.begunAt !== null || run.origin?.inDoubt.includes(planned.id) === true
  const goesOn = !isDone && isCanceled(state)
  return hasBegun && !goesOn ? generation + 1 : generation
}

/** A stage that may have begun what it does goes on under the key that this was begun with. */
function keyAt(run: Run, { planned, before, isDone }: TakenUp): readonly (readonly [StageId, RunId])[] {
  if (before === undefined || isDone || !mayHaveActed(before)) return []
  return [[planned.id, keyOrigin(run, planned.id, before.generation)]]
}

/** Whether it may have acted already though nobody finished it, and must not act twice without anybody's wish. */
function isInDoubt({ planned, before, isWished }: TakenUp): boolean {
  return !isWished && planned.effect === 'once-or-ask' && before !== undefined && mayHaveActed(before)
}

function mayHaveActed({ state }: StageRun): boolean {
  return isCanceled(state) && state.settlement.effect === 'unknown'
}
