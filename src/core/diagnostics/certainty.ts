import type { Dependencies } from '../workflow/dependencies.ts'
import { batchesOf } from '../workflow/dependencies.ts'
import type { Stage, StageDefaults, StageId, Workflow } from '../workflow/workflow.ts'
import { neededBy } from './needed-by.ts'

/** Which stages have surely succeeded, whatever happens in a run. */
export interface Certainty {
  /** Whether `stage`, which comes before `reader`, has succeeded whenever `reader` runs. */
  readonly hasSucceededBefore: (stage: StageId, reader: StageId) => boolean
  /** Whether `stage` has succeeded whenever the run has. */
  readonly hasSucceededAtEnd: (stage: StageId) => boolean
}

/** By the rules for joins, skips and outcomes. The dependencies must have no loop. */
export function certaintyOf({ stages, defaults }: Workflow, dependencies: Dependencies): Certainty {
  const graph: Graph = {
    dependencies,
    order: batchesOf(dependencies).flat(),
    stages: new Map(stages.toReversed().map((stage) => [stage.id, stage])),
    defaults,
  }
  const implied = new Map<StageId, ReadonlySet<StageId>>()
  const hasAnyJoin = graph.order.some((id) => isAnyJoin(graph, id))
  return {
    hasSucceededBefore: (stage, reader) => {
      if (mayContinue(graph, stage)) return false
      if (!hasAnyJoin) return true
      const readers = implied.get(stage) ?? stagesThatImply(graph, stage)
      implied.set(stage, readers)
      return readers.has(reader)
    },
    hasSucceededAtEnd: (stage) => sureStages(graph).succeed.has(stage),
  }
}

interface Graph {
  readonly dependencies: Dependencies
  readonly order: readonly StageId[]
  readonly stages: ReadonlyMap<StageId, Stage>
  readonly defaults: StageDefaults
}

function isAnyJoin({ stages, dependencies }: Graph, id: StageId): boolean {
  return stages.get(id)?.join === 'any' && neededBy(dependencies, id).length > 1
}

/** Whether those that wait for the stage may go on although it did not succeed. */
function mayContinue({ stages, defaults }: Graph, id: StageId): boolean {
  const stage = stages.get(id)
  const isOptional = stage?.when !== undefined && stage.onSkip === 'continue'
  return isOptional || stage?.onReject === 'continue' || (stage?.onError ?? defaults.onError) === 'continue'
}

/** The stages that run only where `cause` succeeded. What is skipped by its own condition had its dependencies too. */
function stagesThatImply(graph: Graph, cause: StageId): ReadonlySet<StageId> {
  const implying = new Set<StageId>()
  const leadsBack = (id: StageId) => id === cause || implying.has(id)
  for (const id of graph.order) {
    const needed = neededBy(graph.dependencies, id)
    const implies = isAnyJoin(graph, id) ? needed.every(leadsBack) : needed.some(leadsBack)
    if (implies) implying.add(id)
  }
  return implying
}

interface SureStages {
  /** They succeed in every run that does. */
  readonly succeed: Set<StageId>
  /** Those that wait for them never wait in vain. */
  readonly letOthersGoOn: Set<StageId>
}

const SURE = new WeakMap<Graph, SureStages>()

function sureStages(graph: Graph): SureStages {
  const known = SURE.get(graph)
  if (known !== undefined) return known
  const sure: SureStages = { succeed: new Set(), letOthersGoOn: new Set() }
  for (const id of graph.order) addSure(graph, id, sure)
  SURE.set(graph, sure)
  return sure
}

function addSure(graph: Graph, id: StageId, { succeed, letOthersGoOn }: SureStages): void {
  const needed = neededBy(graph.dependencies, id)
  const isReady = (other: StageId) => letOthersGoOn.has(other)
  const runs = isAnyJoin(graph, id) ? needed.some(isReady) : needed.every(isReady)
  const stage = graph.stages.get(id)
  if (runs && stage?.when === undefined && !mayContinue(graph, id)) succeed.add(id)
  if (runs && (stage?.when === undefined || stage.onSkip === 'continue')) letOthersGoOn.add(id)
}
