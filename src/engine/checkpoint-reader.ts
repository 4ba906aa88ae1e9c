import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ChainEnd } from '../core/receipt/checkpoint.ts'
import type { RunId } from '../core/run/ids.ts'
import type { CheckpointRow, ReceiptKeyRow } from './checkpoint-row.ts'
import type { ReceiptFilter, ReceiptRow } from './store.ts'

/** A receipt with its place among all of them: the first that was written has 1, and there are no gaps. */
export interface PlacedReceipt extends Pick<ReceiptRow, 'run' | 'number' | 'workflow' | 'line' | 'hash'> {
  readonly place: number
}

/** Places, the first exclusive and the last inclusive. */
export interface PlaceRange {
  readonly after: number
  readonly upTo: number
}

export interface CheckpointReader {
  readonly findReceiptKey: () => Promise<ReceiptKeyRow | undefined>
  /** Undefined: nothing was signed yet. */
  readonly latestCheckpoint: () => Promise<CheckpointRow | undefined>
  /** The first checkpoint that covers a receipt. Undefined: none does yet. */
  readonly findCheckpointOver: (place: number) => Promise<CheckpointRow | undefined>
  readonly findCheckpoint: (number: number) => Promise<CheckpointRow | undefined>
  /** The place of the newest receipt; 0: there is none. */
  readonly countReceipts: () => Promise<number>
  /** When the receipt of a place was written. Undefined: there is none. */
  readonly findReceiptTime: (place: number) => Promise<Timestamp | undefined>
  /** Where the chains ended that went on in this range, each run once, by its id. */
  readonly listChainEnds: (range: PlaceRange) => Promise<readonly ChainEnd[]>
  /** By run and number, as exports hold them. */
  readonly listPlacedReceipts: (filter: ReceiptFilter & Pick<PlaceRange, 'upTo'>) => Promise<readonly PlacedReceipt[]>
  /** The last receipt of a run up to a place. Undefined: it has none there. */
  readonly lastReceiptOf: (run: RunId, upTo: number) => Promise<Pick<PlacedReceipt, 'number' | 'place'> | undefined>
}
