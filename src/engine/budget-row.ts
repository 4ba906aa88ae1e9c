import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Spending } from '../core/budget/spending.ts'
import type { RunId } from '../core/run/ids.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'

/** All that one attempt has claimed (`budget_claims`). */
export interface BudgetClaim {
  readonly fence: number
  /** Of its last claim. */
  readonly at: Timestamp
  readonly spending: Spending
}

/** Questions about what attempts claimed. */
export interface BudgetReader {
  /** What the attempts of a workflow claimed from `since` on, but for one of them. */
  readonly spentSince: (question: SpentQuestion) => Promise<Spending>
}

export interface SpentQuestion {
  readonly workflow: WorkflowId
  readonly since: Timestamp
  readonly except: { readonly run: RunId; readonly fence: number }
}
