import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { GateBasis } from '../../core/run/gate-basis.ts'
import type { StageId, WorkflowId } from '../../core/workflow/workflow.ts'
import type { JsonText } from './json-text.ts'

export type GateLineColumns = {
  readonly key: number
  readonly workflow: WorkflowId
  readonly stage: StageId
  readonly segment: string | null
  readonly digest: string
  readonly basis: JsonText<GateBasis>
  /** When its newest answer was judged. */
  readonly last_at: Timestamp
}

/** `looked` and `second` are places in the lists of `gate-answers.ts`. */
export type GateAnswerColumns = {
  /** `RunKey`. */
  readonly run: number
  readonly line: number
  readonly change: number
  readonly at: Timestamp
  readonly score: number | null
  readonly chance: number
  readonly least_chance: number
  readonly went: 0 | 1
  readonly looked: number
  readonly looked_at: Timestamp | null
  readonly second: number
}
