import type { Timestamp } from '../core/basics/timestamp.ts'

/** A signed checkpoint of receipts. */
export interface CheckpointRow {
  /** From 1, without gaps. */
  readonly number: number
  /** The place of the last receipt that it covers. */
  readonly receipts: number
  readonly at: Timestamp
  /** As it is exported. */
  readonly line: string
}

/** What checkpoints are signed with. Made once, and never changed. */
export interface ReceiptKeyRow {
  /** SPKI, DER, in hexadecimal. */
  readonly publicKey: string
  readonly sealedPrivateKey: string
  readonly at: Timestamp
}
