import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { ActorId, RunId } from '../../core/run/ids.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { FiringCause, FiringTurn, SkippedFiring, TriggerPause, TriggerRow } from '../../engine/trigger-row.ts'
import type { JsonText } from './json-text.ts'

export type TriggerColumns = {
  readonly id: string
  readonly version: number
  readonly workflow: WorkflowId
  readonly digest: string
  readonly type: TriggerRow['definition']['type']
  readonly definition: JsonText<TriggerRow['definition']>
  readonly enabled: 0 | 1
  readonly pause: JsonText<TriggerPause> | null
  readonly next_instant: Timestamp | null
  readonly next_fire_at: Timestamp | null
  readonly last_run: RunId | null
  readonly since: Timestamp
  readonly since_position: number
}

/** `source` and `id` as the cause has them. Either `run_id`, or `skipped` and `detail`, or `turn`. */
export type FiringColumns = {
  readonly key: string
  readonly revision: number
  readonly trigger: string
  readonly cause: FiringCause['type']
  readonly source: string | null
  readonly id: string | null
  readonly instant: Timestamp
  readonly decided_at: Timestamp
  readonly by: ActorId
  readonly run_id: RunId | null
  readonly skipped: SkippedFiring | null
  readonly detail: string | null
  readonly turn: FiringTurn | null
  readonly note: string | null
}
