import type { Json } from '../basics/json.ts'
import { referencesIn } from '../expression/references-in.ts'
import type { Plan, PlannedStage } from '../plan/plan.ts'
import type { StageId } from '../workflow/workflow.ts'

/** What is asked of a plan again and again, worked out once. */
export interface PlanIndex {
  readonly indexOf: ReadonlyMap<StageId, number>
  /** Indexes of the stages that wait for the stage at this index. */
  readonly dependents: readonly (readonly number[])[]
  /** The stages whose results this one's condition or inputs read. */
  readonly reads: (stage: PlannedStage) => readonly StageId[]
}

const INDEXES = new WeakMap<Plan, PlanIndex>()

export function planIndex(plan: Plan): PlanIndex {
  const known = INDEXES.get(plan)
  if (known !== undefined) return known
  const index = buildIndex(plan)
  INDEXES.set(plan, index)
  return index
}

/** Throws where the plan has no such stage. */
export function stageIndex(plan: Plan, stage: StageId): number {
  const index = planIndex(plan).indexOf.get(stage)
  if (index === undefined) throw new Error(`The plan has no stage ${stage}`)
  return index
}

/** Throws where the plan has no such index. */
export function plannedAt(plan: Plan, index: number): PlannedStage {
  const stage = plan.stages[index]
  if (stage === undefined) throw new Error(`The plan has no stage at ${index}`)
  return stage
}

function buildIndex(plan: Plan): PlanIndex {
  const indexOf = new Map(plan.stages.map((stage, index) => [stage.id, index]))
  const reads = new WeakMap<PlannedStage, readonly StageId[]>()
  return { indexOf, dependents: dependentsOf(plan, indexOf), reads: (stage) => remembered(reads, stage) }
}

function dependentsOf(plan: Plan, indexOf: ReadonlyMap<StageId, number>): number[][] {
  const dependents = plan.stages.map((): number[] => [])
  plan.stages.forEach((stage, index) => {
    for (const dependency of stage.dependsOn) dependents[indexOf.get(dependency) ?? -1]?.push(index)
  })
  return dependents
}

function remembered(reads: WeakMap<PlannedStage, readonly StageId[]>, stage: PlannedStage): readonly StageId[] {
  const known = reads.get(stage)
  if (known !== undefined) return known
  const found = [
    ...new Set(textsOf(stage).flatMap((text) => referencesIn(text).stages.map((read) => read.stage as StageId))),
  ]
  reads.set(stage, found)
  return found
}

function textsOf(stage: PlannedStage): string[] {
  return [...(stage.when === undefined ? [] : [stage.when]), ...stringsIn(Object.values(stage.inputs ?? {}))]
}

function stringsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(stringsIn)
}
