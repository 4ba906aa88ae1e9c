import type { DraftRow } from '../../engine/draft-row.ts'
import type { DraftColumns } from './tables.ts'

export function toDraftColumns({ begunAt, updatedAt, ...row }: DraftRow): DraftColumns {
  return { ...row, begun_at: begunAt, updated_at: updatedAt }
}

export function toDraftRow({ begun_at, updated_at, ...columns }: DraftColumns): DraftRow {
  return { ...columns, begunAt: begun_at, updatedAt: updated_at }
}
