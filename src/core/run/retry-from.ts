import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { ActorId, RunId } from './ids.ts'
import { planIndex, plannedAt } from './plan-index.ts'
import type { Refusal } from './refusal.ts'
import type { Run } from './run.ts'
import type { CarriedStage, RunOrigin, RunStarted } from './run-event.ts'
import { allStages, stageAt } from './stage-table.ts'

export interface RetryFrom {
  readonly id: RunId
  readonly from: StageId
  readonly by: ActorId
  readonly salt: string
}

/**
 * The start of a new run that takes up a finished one: the stage and its descendants run again, everything else that
 * settled is taken over. Stages that had begun get a new generation, since a person asked for them again.
 */
export function retryFrom(run: Run, { id, from, by, salt }: RetryFrom): Result<RunStarted, Refusal> {
  if (run.phase.type !== 'finished') return err({ code: 'run-not-finished' })
  const first = planIndex(run.plan).indexOf.get(from)
  if (first === undefined) return err({ code: 'stage-unknown', stage: from })
  const again = descendants(run, first)
  const origin: RunOrigin = {
    run: run.id,
    root: run.origin?.root ?? run.id,
    from,
    carried: allStages(run.stages).flatMap((_, index) => (again.has(index) ? [] : carriedAt(run, index))),
    generations: Object.fromEntries(
      [...again].map((index) => [plannedAt(run.plan, index).id, nextGeneration(run, index)]),
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
  if (state.status !== 'settled' || state.settlement.outcome === 'canceled') return []
  const settlement = state.settlement.outcome === 'succeeded' ? { ...state.settlement, output: 1 } : state.settlement
  return [{ stage: plannedAt(run.plan, index).id, settlement, outputs: outputs?.value ?? {} }]
}

function nextGeneration(run: Run, index: number): number {
  const { generation, account } = stageAt(run.stages, index)
  return account.begunAt === null ? generation : generation + 1
}

function descendants(run: Run, first: number): ReadonlySet<number> {
  const found = new Set([first])
  for (const index of found) for (const dependent of planIndex(run.plan).dependents[index] ?? []) found.add(dependent)
  return found
}
