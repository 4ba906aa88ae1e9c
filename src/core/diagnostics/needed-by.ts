import type { Dependencies } from '../workflow/dependencies.ts'
import type { StageId } from '../workflow/workflow.ts'

/** The stages that `stage` waits for; none for an id that is no stage. */
export function neededBy(dependencies: Dependencies, stage: StageId): readonly StageId[] {
  return dependencies.get(stage) ?? []
}
