import type { Timestamp } from '../core/basics/timestamp.ts'
import type { GateAnswer, GateChange } from '../core/receipt/gate-evidence.ts'
import type { GateBasis } from '../core/run/gate-basis.ts'
import type { RunId } from '../core/run/ids.ts'
import type { StageId, WorkflowId } from '../core/workflow/workflow.ts'

/** Answers that may be judged together: of one stage, of one kind, given by the same. */
export interface GateLine {
  readonly workflow: WorkflowId
  readonly stage: StageId
  /** Null: all are of one kind. */
  readonly segment: string | null
  /** SHA-256 of `basis`. */
  readonly digest: string
  readonly basis: GateBasis
}

/** A line as it is stored. */
export interface GateLineRow extends GateLine {
  /** Names it in this store. */
  readonly key: number
  /** When its newest answer was judged. */
  readonly lastAt: Timestamp
}

/** What is to be written of a line: an answer, or what became known of one. */
export type GateAppend =
  | { readonly line: GateLine; readonly change: Extract<GateChange, { readonly type: 'answer' }> }
  | { readonly stage: StageId; readonly change: Exclude<GateChange, { readonly type: 'answer' }> }

/** An answer, and when this store last wrote it: whatever is written later has a higher number. */
export interface GateAnswerRow {
  readonly change: number
  readonly answer: GateAnswer
}

interface TurnedQuestion {
  readonly line: number
  /** Scores at least `from` and below `to`. */
  readonly from: number
  readonly to: number
  readonly most: number
}

/** Questions about what gates judged. */
export interface GateReader {
  /** The one that answered last first. */
  readonly listGateLines: (workflow: WorkflowId, stage: StageId) => Promise<readonly GateLineRow[]>
  /** All that was written of a line after `after`, in the order it was written. */
  readonly gateAnswers: (line: number, after: number) => Promise<readonly GateAnswerRow[]>
  /** The newest first, with the titles of their runs. */
  readonly turnedAnswers: (
    question: TurnedQuestion,
  ) => Promise<readonly { readonly answer: GateAnswer; readonly run: RunId; readonly title: string | null }[]>
  /** What audits are chosen by: 256 bits in hexadecimal, made by chance once for this store. */
  readonly auditSecret: () => Promise<string>
}
