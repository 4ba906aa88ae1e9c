import type { TriggerRow } from '../../engine/trigger-row.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { TriggerColumns } from './trigger-columns.ts'

export function toTriggerColumns(row: TriggerRow): TriggerColumns {
  const { id, version, workflow, digest, definition, enabled, pause, since } = row
  return {
    id,
    version,
    workflow,
    digest,
    type: definition.type,
    definition: toJsonText(definition),
    enabled: enabled ? 1 : 0,
    pause: pause === null ? null : toJsonText(pause),
    next_instant: row.nextInstant,
    next_fire_at: row.nextFireAt,
    last_run: row.lastRun,
    since,
    since_position: row.sincePosition,
  }
}

export function toTriggerRow(columns: TriggerColumns): TriggerRow {
  const { id, version, workflow, digest, definition, enabled, pause, since } = columns
  return {
    id,
    version,
    workflow,
    digest,
    definition: fromJsonText(definition),
    enabled: enabled === 1,
    pause: pause === null ? null : fromJsonText(pause),
    nextInstant: columns.next_instant,
    nextFireAt: columns.next_fire_at,
    lastRun: columns.last_run,
    since,
    sincePosition: columns.since_position,
  }
}
