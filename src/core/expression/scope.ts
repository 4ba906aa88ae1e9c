import type { JsonObject } from '../basics/json.ts'
import type { JsonSchema } from '../workflow/workflow.ts'

/** What an expression may read. `stages` holds at least the stages it names. */
export interface ExpressionScope {
  readonly inputs: JsonObject
  readonly stages: Readonly<Record<string, StageView>>
  readonly run: JsonObject
  readonly workflow: JsonObject
  /** In triggers only. */
  readonly event?: JsonObject
  /** What the schemas say, so that `integer` divides as CEL's int. Without them every number is a double. */
  readonly types?: ValueTypes
}

export interface StageView {
  /** Empty for a stage that did not succeed. */
  readonly outputs: JsonObject
  readonly outcome: string
  readonly confidence: number | null
  readonly decision: string | null
}

/** Schemas of the values that expressions read. */
interface ValueTypes {
  readonly inputs: Readonly<Record<string, JsonSchema>>
  /** Undefined for a stage whose outputs are not declared. */
  readonly outputsOf: (stage: string) => Readonly<Record<string, JsonSchema>> | undefined
}
