import type { StageReceipt } from '../receipt/receipt.ts'

/**
 * Whether a receipt proves that its stage stood still: a person was asked because it did, or a person was asked and the
 * deadline passed. Waiting for a person within the deadline is no stall.
 */
export function hasStalled({ task }: Pick<StageReceipt, 'task'>): boolean {
  if (task === null) return false
  return task.reason === 'stall' || task.in_time === false || (task.trail ?? []).some(({ did }) => did === 'overdue')
}
