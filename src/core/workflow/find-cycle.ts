import type { Dependencies } from './dependencies.ts'
import { batchesOf } from './dependencies.ts'
import type { StageId } from './workflow.ts'

/**
 * A loop of stages, or undefined where there is none: each waits for the next, and the last for the first. It begins
 * with the loop's first stage in the document.
 */
export function findCycle(dependencies: Dependencies): readonly StageId[] | undefined {
  const runnable = new Set(batchesOf(dependencies).flat())
  const stuck = [...dependencies.keys()].filter((id) => !runnable.has(id))
  const stuckSet = new Set(stuck)
  const path = new Set<StageId>()
  // Whatever is stuck waits for something that is stuck too, so this walk must come back to its own path.
  let at = stuck[0]
  while (at !== undefined && !path.has(at)) {
    path.add(at)
    at = dependencies.get(at)?.find((id) => stuckSet.has(id))
  }
  return at === undefined ? undefined : startAtFirst(from(at, [...path]), stuck)
}

/** `order` holds every member of the loop. */
function startAtFirst(loop: readonly StageId[], order: readonly StageId[]): readonly StageId[] {
  const members = new Set(loop)
  return order
    .filter((id) => members.has(id))
    .slice(0, 1)
    .flatMap((first) => {
      return [...from(first, loop), ...loop.slice(0, loop.indexOf(first))]
    })
}

function from(id: StageId, ids: readonly StageId[]): readonly StageId[] {
  return ids.slice(ids.indexOf(id))
}
