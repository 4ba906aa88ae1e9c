import type { ReceiptRow } from '../../engine/store.ts'
import type { ReceiptColumns, RunColumns } from './tables.ts'

export function toReceiptColumns({ run, workflow: _inRun, ...row }: ReceiptRow): ReceiptColumns {
  return { run_id: run, ...row }
}

export function toReceiptRow({ run_id, ...columns }: ReceiptColumns & Pick<RunColumns, 'workflow'>): ReceiptRow {
  return { run: run_id, ...columns }
}
