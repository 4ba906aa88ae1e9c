import type { Ancestry } from '../workflow/ancestry.ts'
import { ancestryOf } from '../workflow/ancestry.ts'
import type { Dependencies } from '../workflow/dependencies.ts'
import { findCycle } from '../workflow/find-cycle.ts'
import type { Workflow } from '../workflow/workflow.ts'
import type { Certainty } from './certainty.ts'
import { certaintyOf } from './certainty.ts'

/** Who comes before whom, and who has succeeded by then. */
export interface Order extends Ancestry, Certainty {}

/**
 * Undefined for stages that wait in a loop or for nobody: an order would only repeat that complaint at every
 * expression.
 */
export function orderOf(workflow: Workflow, dependencies: Dependencies): Order | undefined {
  const isComplete = [...dependencies.values()].flat().every((id) => dependencies.has(id))
  if (!isComplete || findCycle(dependencies) !== undefined) return undefined
  return { ...ancestryOf(dependencies), ...certaintyOf(workflow, dependencies) }
}
