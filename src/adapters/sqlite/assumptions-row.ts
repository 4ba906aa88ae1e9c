import type { AssumptionsRow } from '../../engine/tally-row.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { AssumptionsColumns } from './tables.ts'

export function toAssumptionsColumns({ minutes, hourly, perError, ...row }: AssumptionsRow): AssumptionsColumns {
  return {
    ...row,
    minutes: toJsonText(minutes),
    hourly: hourly === null ? null : toJsonText(hourly),
    per_error: perError === null ? null : toJsonText(perError),
  }
}

export function toAssumptionsRow({ minutes, hourly, per_error, ...columns }: AssumptionsColumns): AssumptionsRow {
  return {
    ...columns,
    minutes: fromJsonText(minutes),
    hourly: hourly === null ? null : fromJsonText(hourly),
    perError: per_error === null ? null : fromJsonText(per_error),
  }
}
