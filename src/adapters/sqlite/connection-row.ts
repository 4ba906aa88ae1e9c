import type { ConnectionRow } from '../../engine/connection-row.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { ConnectionColumns } from './tables.ts'

export function toConnectionColumns({ kept, ...row }: ConnectionRow): ConnectionColumns {
  if (kept === null) return { ...row, settings: null, sealed_key: null }
  return { ...row, settings: toJsonText(kept.connection), sealed_key: kept.sealedKey }
}

export function toConnectionRow({ settings, sealed_key, ...row }: ConnectionColumns): ConnectionRow {
  return { ...row, kept: settings === null ? null : { connection: fromJsonText(settings), sealedKey: sealed_key } }
}
