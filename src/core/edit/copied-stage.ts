import type { JsonObject } from '../basics/json.ts'
import type { StageId } from '../workflow/workflow.ts'

/** A stage as it is copied, with those of the copied stages that it waits for. */
export interface CopiedStage {
  readonly id: StageId
  readonly stage: JsonObject
  readonly after: readonly StageId[]
}
