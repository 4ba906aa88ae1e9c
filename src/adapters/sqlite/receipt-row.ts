import type { ReceiptRow } from '../../engine/store.ts'
import { fromShortText, toShortText } from './short-text.ts'
import type { ReceiptColumns, RunColumns, RunKey } from './tables.ts'

/** A receipt with what its run's row says about it. */
export type ReceiptOfRun = ReceiptColumns & Pick<RunColumns, 'id' | 'workflow'>

export function toReceiptColumns(
  key: RunKey,
  { run: _, workflow: _inRun, line, hash, ...row }: ReceiptRow,
): ReceiptColumns {
  return { ...row, run: key, line: toShortText(line), hash: Buffer.from(hash, 'hex') }
}

export function toReceiptRow({ id, line, hash, ...columns }: ReceiptOfRun): ReceiptRow {
  return { ...columns, run: id, line: fromShortText(line), hash: Buffer.from(hash).toString('hex') }
}
