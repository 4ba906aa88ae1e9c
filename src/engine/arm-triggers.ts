import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ScheduleTrigger, Workflow } from '../core/workflow/workflow.ts'
import { armed } from './fire-schedule.ts'
import type { TriggerRow } from './store.ts'

export interface Arming {
  readonly digest: string
  readonly now: Timestamp
  /** The rows of this workflow as they are stored. */
  readonly stored: readonly TriggerRow[]
}

/** The schedules of a version that is being published, each armed for its next instant; those it no longer has are disarmed. */
export function armTriggers(workflow: Workflow, { digest, now, stored }: Arming): readonly TriggerRow[] {
  const schedules = workflow.triggers.filter((trigger) => trigger.type === 'schedule')
  const rows = schedules.map((schedule) => armed(rowOf(workflow, schedule, { digest, now, stored }), now))
  const kept = new Set(rows.map((row) => row.id))
  return [...rows, ...disarmTriggers(stored.filter((row) => !kept.has(row.id)))]
}

export function disarmTriggers(stored: readonly TriggerRow[]): readonly TriggerRow[] {
  return stored.map((row) => ({ ...row, version: row.version + 1, enabled: false, nextFireAt: null }))
}

/** The row before it is armed: `armed` counts its version up. */
function rowOf(workflow: Workflow, schedule: ScheduleTrigger, { digest, stored }: Arming): TriggerRow {
  const id = `${workflow.id}/${schedule.id}`
  const before = stored.find((row) => row.id === id)
  const { cron, timezone, inputs, enabled } = schedule
  return {
    id,
    version: before?.version ?? 0,
    workflow: workflow.id,
    digest,
    cron,
    timezone,
    inputs,
    enabled,
    nextFireAt: null,
    lastRun: before?.lastRun ?? null,
  }
}
