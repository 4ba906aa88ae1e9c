import type { AppliedOverride } from '../plan/overrides.ts'
import type { PlannedPerformer, PlannedStage } from '../plan/plan.ts'
import type { PlanReport } from '../plan/plan-report.ts'

/** What the part of a project that has to be accepted changes about the plan of a workflow. */
export interface ProjectEffect {
  readonly overrides: readonly AppliedOverride[]
  /** Those a stage would take from the project, where something else or nothing has that name without it. */
  readonly performers: readonly { readonly stage: string; readonly ref: string }[]
  readonly problems: PlanReport['problems']
}

/** Undefined: the plan is the same with and without it. */
export function effectOf(without: PlanReport, inside: PlanReport): ProjectEffect | undefined {
  if (JSON.stringify(without) === JSON.stringify(inside)) return undefined
  const known = new Set(without.problems.map((problem) => JSON.stringify(problem)))
  return {
    overrides: inside.overrides,
    performers: inside.stages.flatMap((stage) => newPerformers(stage, without)),
    problems: inside.problems.filter((problem) => !known.has(JSON.stringify(problem))),
  }
}

function newPerformers(stage: PlannedStage, without: PlanReport): ProjectEffect['performers'] {
  const before = without.stages.flatMap((each) => (each.id === stage.id ? performersOf(each) : []))
  return performersOf(stage).flatMap((performer) => {
    const known = before.find(({ ref }) => ref === performer.ref)
    const isNew = known !== undefined && JSON.stringify(known) !== JSON.stringify(performer)
    return isNew ? [{ stage: stage.id, ref: performer.ref }] : []
  })
}

function performersOf({ primary, tools, reviewer }: PlannedStage): readonly PlannedPerformer[] {
  return [primary, ...tools, ...(reviewer === undefined ? [] : [reviewer])]
}
