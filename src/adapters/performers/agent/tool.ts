import type { JsonObject } from '../../../core/basics/json.ts'
import type { AttemptResult } from '../../../core/run/answer.ts'
import type { Effect } from '../../../core/workflow/workflow.ts'
import type { OfferedTool } from './conversation.ts'

/** Something an agent may use. */
export interface Tool extends OfferedTool {
  readonly ref: string
  /** As people call it. */
  readonly title: string
  readonly effect: Effect
  /** Carries it out, with an input that fits. */
  readonly run: (input: JsonObject, use: Use) => Promise<AttemptResult>
}

/** One use of a tool. */
export interface Use {
  /** Unique within the attempt. */
  readonly id: string
  readonly key: string
}
