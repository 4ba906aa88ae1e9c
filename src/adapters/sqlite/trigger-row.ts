import type { TriggerRow } from '../../engine/store.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { TriggerColumns } from './tables.ts'

export function toTriggerColumns({ inputs, enabled, nextFireAt, lastRun, ...row }: TriggerRow): TriggerColumns {
  return { ...row, inputs: toJsonText(inputs), enabled: enabled ? 1 : 0, next_fire_at: nextFireAt, last_run: lastRun }
}

export function toTriggerRow({ inputs, enabled, next_fire_at, last_run, ...columns }: TriggerColumns): TriggerRow {
  return {
    ...columns,
    inputs: fromJsonText(inputs),
    enabled: enabled === 1,
    nextFireAt: next_fire_at,
    lastRun: last_run,
  }
}
