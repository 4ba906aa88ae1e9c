import type { Timestamp } from '../core/basics/timestamp.ts'
import type { TaskId } from '../core/run/ids.ts'
import type { TaskAnswerType } from '../core/run/task.ts'
import type { StageId, WorkflowId } from '../core/workflow/workflow.ts'
import type { TaskFilter, TaskRow } from './store.ts'

/** What people decided about one stage before. Whatever is asked, the last `DECISIONS_LOOKED_MAX` are looked through. */
export interface DecidedReader {
  /** The last first. */
  readonly listDecided: (filter: DecidedFilter, limit: number) => Promise<readonly TaskRow[]>
  /** Those since a time, by their answer. */
  readonly countDecided: (filter: DecidedFilter, since: Timestamp) => Promise<DecidedCount>
}

export interface DecidedFilter extends Pick<TaskFilter, 'to' | 'ventures'> {
  readonly workflow: WorkflowId
  readonly stage: StageId
  /** Decided by then. */
  readonly until: Timestamp
  /** All others than this one. */
  readonly except: TaskId
}

export interface DecidedCount {
  readonly answers: Readonly<Record<TaskAnswerType, number>>
  /** Whether there were no more since then than are looked through. */
  readonly isWhole: boolean
}

/** A stage that asks somebody twenty times a day has fewer in 90 days; more of them say nothing else. */
export const DECISIONS_LOOKED_MAX = 2_000
