import type { DatabaseSync } from 'node:sqlite'
import type { CheckpointRow, ReceiptKeyRow } from '../../engine/checkpoint-row.ts'
import type { Transition } from '../../engine/store.ts'
import type { CheckpointColumns, ReceiptKeyColumns } from './checkpoint-columns.ts'
import { insertNew, oneRow } from './statements.ts'

type Proof = Pick<Transition, 'receiptKey' | 'checkpoint'>

/** Says whether what signs and what was signed could be written; otherwise another one was first. */
export function createProofWriter(database: DatabaseSync): (proof: Proof) => boolean {
  const insertKey = insertNew(database, 'receipt_keys')
  const insertCheckpoint = insertNew(database, 'checkpoints')
  const last = database.prepare(
    'select coalesce(max(number), 0) as number, coalesce(max(receipts), 0) as receipts from checkpoints',
  )
  const isNext = ({ number, receipts }: CheckpointRow): boolean => {
    const stored = oneRow<Pick<CheckpointColumns, 'number' | 'receipts'>>(last)
    return number === stored.number + 1 && receipts > stored.receipts
  }
  return ({ receiptKey, checkpoint }) =>
    (receiptKey === undefined || insertKey(toKeyColumns(receiptKey)) !== undefined) &&
    (checkpoint === undefined || (isNext(checkpoint) && insertCheckpoint({ ...checkpoint }) !== undefined))
}

function toKeyColumns({ publicKey, sealedPrivateKey, at }: ReceiptKeyRow): ReceiptKeyColumns {
  return { number: 1, public_key: publicKey, sealed_private_key: sealedPrivateKey, at }
}
