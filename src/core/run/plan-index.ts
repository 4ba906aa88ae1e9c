import type { Json } from '../basics/json.ts'
import { isJsonObject, jsonEntries } from '../basics/json.ts'
import { referencesIn } from '../expression/references-in.ts'
import type { ExpressionScope } from '../expression/scope.ts'
import { holdsExpression } from '../expression/template.ts'
import type { Plan, PlannedStage } from '../plan/plan.ts'
import type { JsonSchema, StageId } from '../workflow/workflow.ts'

/** What is asked of a plan again and again, worked out once. */
export interface PlanIndex {
  readonly indexOf: ReadonlyMap<StageId, number>
  /** Indexes of the stages that wait for a stage; a stage that nothing waits for is not in it. */
  readonly dependents: ReadonlyMap<StageId, readonly number[]>
  /** The stages whose results this one's condition or inputs read. */
  readonly reads: (stage: PlannedStage) => readonly StageId[]
  /** What the schemas say of the values: with them an `integer` counts as one. */
  readonly types: Types
}

type Types = NonNullable<ExpressionScope['types']>

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
  return { indexOf, dependents: dependentsOf(plan), reads: (stage) => remembered(reads, stage), types: typesOf(plan) }
}

function dependentsOf({ stages }: Plan): PlanIndex['dependents'] {
  const dependents = new Map<StageId, number[]>()
  for (const [index, { dependsOn }] of stages.entries())
    for (const dependency of dependsOn) {
      const known = dependents.get(dependency)
      if (known === undefined) dependents.set(dependency, [index])
      else known.push(index)
    }
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
  return [...(stage.when === undefined ? [] : [stage.when]), ...stringsIn(stage.inputs ?? null).filter(holdsExpression)]
}

function stringsIn(value: Json): string[] {
  return typeof value === 'string' ? [value] : jsonEntries(value).flatMap(([, child]) => stringsIn(child))
}

function typesOf(plan: Plan): Types {
  const inputs = Object.fromEntries(Object.entries(plan.inputs).map(([name, { schema }]) => [name, schema]))
  return { inputs, outputsOf: (stage) => outputSchemas(plan, stage as StageId) }
}

function outputSchemas(plan: Plan, stage: StageId): ReturnType<Types['outputsOf']> {
  const properties = plannedAt(plan, stageIndex(plan, stage)).outputs?.['properties']
  return isJsonObject(properties) ? (properties as Readonly<Record<string, JsonSchema>>) : undefined
}
