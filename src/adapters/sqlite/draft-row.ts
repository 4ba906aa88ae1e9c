import type { DraftRow } from '../../engine/draft-row.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { DraftColumns } from './tables.ts'

export function toDraftColumns({ begunAt, updatedAt, work, ...row }: DraftRow): DraftColumns {
  return { ...row, begun_at: begunAt, updated_at: updatedAt, work: toJsonText(work) }
}

export function toDraftRow({ begun_at, updated_at, work, ...columns }: DraftColumns): DraftRow {
  return { ...columns, begunAt: begun_at, updatedAt: updated_at, work: fromJsonText(work) }
}
