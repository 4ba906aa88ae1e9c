import type { PlannedStage } from '../core/plan/plan.ts'
import type { AttemptResult } from '../core/run/answer.ts'
import type { Ruling } from '../core/run/ruling.ts'
import type { Run } from '../core/run/run.ts'
import type { StageId, WorkflowId } from '../core/workflow/workflow.ts'
import type { GateLineRow } from './gate-row.ts'
import type { GateWatch } from './gate-watch.ts'

/** What is known of the answers of gates, and what follows for the next one. */
export interface Gates {
  /** What the gate of a stage goes by for an answer that has just been given. */
  readonly rule: (asked: AskedRuling) => Promise<GateRule>
  /** What the answers of a stage have shown. */
  readonly look: (question: GateQuestion) => Promise<GateView>
}

export interface AskedRuling {
  /** As it is while the answer is given. */
  readonly run: Run
  readonly stage: StageId
  readonly result: AttemptResult
}

/** `ruling` undefined: the gate goes by what the plan says alone. */
export interface GateRule {
  readonly coin: number
  readonly ruling?: Ruling
}

export interface GateQuestion {
  readonly workflow: WorkflowId
  /** As it would be run now. */
  readonly stage: PlannedStage
  readonly segment: string | null
}

/** The answers that count for a stage as it is now. */
export interface GateView {
  /** Undefined: it has given none yet. */
  readonly line: GateLineRow | undefined
  readonly watch: GateWatch
  /** What gave answers of the same kind before, and something else does now; undefined: nothing. */
  readonly before: { readonly line: GateLineRow; readonly watch: GateWatch } | undefined
}
