import type { Timestamp } from '../basics/timestamp.ts'
import type { RunId, TaskId } from '../run/ids.ts'
import type { TaskReason } from '../run/task.ts'

/** What people are told of a task. */
export const NOTICE_KINDS = [
  'task-opened',
  'task-reminded',
  'task-overdue',
  'task-passed-on',
  'information-asked',
  'information-given',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** All that is told of a task. What it is about stays here: a mail is read by whoever carries it. */
export interface Notice {
  readonly kind: NoticeKind
  readonly task: TaskId
  readonly run: RunId
  readonly workflowName: string
  readonly stageName: string
  readonly reason: TaskReason
  readonly due: Timestamp | null
  /** `human:` references of those it is meant for. */
  readonly to: readonly string[]
  /** When what it tells happened. */
  readonly at: Timestamp
}

/** Tasks are looked at and decided here. The link alone opens nothing and decides nothing. */
export function taskLink(house: string, task: TaskId): string {
  return `${house}/inbox/${encodeURIComponent(task)}`
}

export function inboxLink(house: string): string {
  return `${house}/inbox`
}
