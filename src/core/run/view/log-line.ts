import type { Timestamp } from '../../basics/timestamp.ts'
import type { StageId } from '../../workflow/workflow.ts'

/** A fact as people read it: `lead` is who or what it is about, `text` goes on from there. */
export interface LogLine {
  /** `<seq>.<n>`: the n-th line about that fact. */
  readonly id: string
  readonly at: Timestamp
  readonly icon: LogIcon
  readonly stage: StageId | null
  readonly lead: string
  readonly text: string
  /** How long, how much, until when. */
  readonly aside: string | null
}

type LogIcon =
  | 'run'
  | 'queued'
  | 'running'
  | 'context'
  | 'done'
  | 'failed'
  | 'trying-again'
  | 'awaiting-approval'
  | 'person'
  | 'rejected'
  | 'skipped'
  | 'canceled'
  | 'handoff'
  | 'paused'
  | 'overdue'
  | 'note'

/** What is said about a fact, before it gets its place and time. */
export interface Saying {
  readonly icon: LogIcon
  readonly lead: string
  readonly text: string
  readonly aside?: string
}
