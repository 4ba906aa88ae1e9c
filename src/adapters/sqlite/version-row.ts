import type { VersionRow } from '../../engine/version-row.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { VersionColumns } from './tables.ts'

export function toVersionColumns({ made, ...row }: VersionRow): VersionColumns {
  return { ...row, made: made && toJsonText(made) }
}

export function toVersionRow({ made, ...columns }: VersionColumns): VersionRow {
  return { ...columns, made: made && fromJsonText(made) }
}
