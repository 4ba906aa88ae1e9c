import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ReachedInstant } from '../core/schedule/decide-instant.ts'
import { firesAt, instantAfter } from '../core/schedule/timing.ts'
import type { ScheduleTrigger } from '../core/workflow/workflow.ts'
import type { Ids } from './ports.ts'
import type { TriggerRow } from './trigger-row.ts'

type Hash = Pick<Ids, 'sha256'>

/** The row of a schedule. */
export interface ScheduleRow extends TriggerRow {
  readonly definition: ScheduleTrigger
}

export function isSchedule(row: TriggerRow): row is ScheduleRow {
  return row.definition.type === 'schedule'
}

/** A schedule that has its next instant. */
export interface ArmedRow extends ScheduleRow {
  readonly nextInstant: Timestamp
  readonly nextFireAt: Timestamp
}

export function isArmed(row: TriggerRow): row is ArmedRow {
  return isSchedule(row) && row.nextInstant !== null && row.nextFireAt !== null
}

/** The first instant of a schedule after this one, and when it fires; null: there is none. */
export function reachedAfter(ids: Hash, { id, definition }: ScheduleRow, after: Timestamp): ReachedInstant | null {
  const instant = instantAfter(definition, after)
  return instant === null ? null : reachedAt(ids, { id, definition }, instant)
}

export function reachedAt(
  { sha256 }: Hash,
  { id, definition }: Pick<ScheduleRow, 'id' | 'definition'>,
  instant: Timestamp,
): ReachedInstant {
  const mixed = definition.jitterMs === undefined ? '' : sha256(`${id} ${instant}`)
  return { instant, firesAt: mixed === '' ? instant : firesAt(instant, definition, mixed) }
}

/** The next version of a row, armed for this instant. */
export function armedFor<Row extends TriggerRow>(row: Row, reached: ReachedInstant | null): Row {
  const [nextInstant, nextFireAt] = reached === null ? [null, null] : [reached.instant, reached.firesAt]
  return { ...row, version: row.version + 1, nextInstant, nextFireAt }
}

/** The next version of a row that is to fire from now on, if it is on, not paused, and a schedule. */
export function armedFrom(ids: Hash, row: TriggerRow, now: Timestamp): TriggerRow {
  const fires = isSchedule(row) && row.enabled && row.pause === null
  return armedFor(row, fires ? reachedAfter(ids, row, now) : null)
}
