import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { CheckpointRow } from '../../engine/checkpoint-row.ts'

export interface CheckpointTables {
  readonly receipt_keys: ReceiptKeyColumns
  readonly checkpoints: CheckpointColumns
}

/** There is one, with the number 1. */
export type ReceiptKeyColumns = {
  readonly number: number
  readonly public_key: string
  readonly sealed_private_key: string
  readonly at: Timestamp
}

export type CheckpointColumns = Pick<CheckpointRow, keyof CheckpointRow>
