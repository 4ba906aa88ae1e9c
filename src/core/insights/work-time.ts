import { fromIsoTime } from '../basics/timestamp.ts'
import type { StageReceipt } from '../receipt/receipt.ts'

/**
 * How long somebody worked on the decision of a stage, in milliseconds: from last taking the task to deciding it. Null
 * where they never took it, and where a clock was set back in between: an open task is not work.
 */
export function workTime({ task, decision }: Pick<StageReceipt, 'task' | 'decision'>): number | null {
  if (task === null || task.decided_at === null) return null
  const by = decision?.by
  const taken = (task.trail ?? []).findLast((step) => step.did === 'taken' && step.by === by)
  if (taken === undefined) return null
  const took = fromIsoTime(task.decided_at) - fromIsoTime(taken.at)
  return took < 0 ? null : took
}
