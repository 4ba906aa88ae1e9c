import { known } from '../basics/known.ts'
import type { Stage, StageId } from './workflow.ts'

/** The stages each stage waits for, in the document's order of stages. */
export type Dependencies = ReadonlyMap<StageId, readonly StageId[]>

type Listed = Pick<Stage, 'id' | 'dependsOn'>

/**
 * What each stage waits for: what its author wrote, or else the stage before it in the list. Ids that name no stage are
 * kept as written; of two stages with the same id the first counts.
 */
export function dependenciesOf({ stages }: { readonly stages: readonly Listed[] }): Dependencies {
  const dependencies = new Map<StageId, readonly StageId[]>()
  let before: readonly StageId[] = []
  for (const { id, dependsOn } of stages) {
    if (!dependencies.has(id)) dependencies.set(id, dependsOn ?? before)
    before = [id]
  }
  return dependencies
}

/**
 * The stages in the order they can run: a batch holds, in the document's order, every stage whose dependencies are all
 * in earlier batches. Stages on a loop and all that follow them are in no batch; unknown ids hold nobody up.
 */
export function batchesOf(dependencies: Dependencies): readonly (readonly StageId[])[] {
  const open = countOpen(dependencies)
  const place = new Map([...dependencies.keys()].map((id, index) => [id, index]))
  const dependents = dependentsOf(dependencies)
  const batches: StageId[][] = []
  let batch = [...open].filter(([, count]) => count === 0).map(([id]) => id)
  while (batch.length > 0) {
    batches.push(batch)
    batch = batch.flatMap((id) => settle(known(dependents.get(id)), open))
    batch.sort((left, right) => known(place.get(left)) - known(place.get(right)))
  }
  return batches
}

/** For each stage, those that wait for it, in the document's order. */
export function dependentsOf(dependencies: Dependencies): ReadonlyMap<StageId, readonly StageId[]> {
  const dependents = new Map<StageId, StageId[]>([...dependencies.keys()].map((id) => [id, []]))
  for (const [id, needed] of dependencies) {
    for (const other of new Set(needed)) dependents.get(other)?.push(id)
  }
  return dependents
}

function countOpen(dependencies: Dependencies): Map<StageId, number> {
  const countKnown = (needed: readonly StageId[]) => new Set(needed.filter((id) => dependencies.has(id))).size
  return new Map([...dependencies].map(([id, needed]) => [id, countKnown(needed)]))
}

/** Counts one dependency less for each of `waiting`; those that wait for nothing more. */
function settle(waiting: readonly StageId[], open: Map<StageId, number>): readonly StageId[] {
  return waiting.filter((id) => {
    const left = known(open.get(id)) - 1
    open.set(id, left)
    return left === 0
  })
}
