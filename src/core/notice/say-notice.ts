import { printable } from '../basics/quoted.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { TaskReason } from '../run/task.ts'
import type { Notice, NoticeKind } from './notice.ts'
import { inboxLink, taskLink } from './notice.ts'

/** A text to one person. */
export interface Said {
  readonly subject: string
  readonly body: string
}

/** What a text is made for: where the house is reached, and the zone its times are told in. */
export interface Reading {
  /** Without a slash at its end. */
  readonly house: string
  readonly timezone: string
}

/** What a text that names several lists; the others are counted. */
export const LISTED_MAX = 50

export function sayNotice(notice: Notice, reading: Reading): Said {
  const { kind, task } = notice
  return {
    subject: `${HEADINGS[kind]}: ${nameOf(notice)}`,
    body: [
      `${SENTENCES[kind]}`,
      '',
      `  ${nameOf(notice)}`,
      `  Why: ${WHY[notice.reason]}`,
      `  ${untilWhen(notice.due, reading.timezone)}`,
      '',
      `Open it: ${taskLink(reading.house, task)}`,
      '',
      FOOTER,
    ].join('\n'),
  }
}

/** One text for several, in their order. */
export function sayDigest(notices: readonly Notice[], reading: Reading): Said {
  const listed = notices.slice(0, LISTED_MAX)
  const more = notices.length - listed.length
  const tasks = notices.length === 1 ? '1 task' : `${notices.length} tasks`
  return {
    subject: `WorkCharts: news of ${tasks}`,
    body: [
      `There is news of ${tasks} for you.`,
      '',
      ...listed.flatMap((notice) => [lineOf(notice, reading), `  ${taskLink(reading.house, notice.task)}`]),
      ...(more === 0 ? [] : [`and ${more} more.`]),
      '',
      `All of them: ${inboxLink(reading.house)}`,
      '',
      FOOTER,
    ].join('\n'),
  }
}

/** One line without an address in it. */
export function lineOf(notice: Notice, { timezone }: Pick<Reading, 'timezone'>): string {
  return `${HEADINGS[notice.kind]}: ${nameOf(notice)}. ${WHY[notice.reason]}. ${untilWhen(notice.due, timezone)}`
}

function nameOf({ stageName, workflowName }: Notice): string {
  return `${printable(stageName)} (${printable(workflowName)})`
}

/** In the fewest words. */
export const HEADINGS = {
  'task-opened': 'For you',
  'task-reminded': 'Reminder',
  'task-overdue': 'Overdue',
  'task-passed-on': 'Passed on to you',
  'information-asked': 'A question for you',
  'information-given': 'Answered',
} as const satisfies Record<NoticeKind, string>

const SENTENCES = {
  'task-opened': 'A task waits for you.',
  'task-reminded': 'A task still waits for you.',
  'task-overdue': 'The deadline of a task has passed. It still waits for an answer.',
  'task-passed-on': 'A task was passed on to you.',
  'information-asked': 'You were asked a question about a task.',
  'information-given': 'A question about a task was answered.',
} as const satisfies Record<NoticeKind, string>

/** The reason alone: the words that a machine or a person found for it may hold what the task is about. */
const WHY = {
  'human-stage': 'A person decides this',
  'low-confidence': 'Not sure enough',
  'no-confidence': 'No confidence given',
  'no-certificate': 'Not certified yet',
  requested: 'Someone asked to see it',
  review: 'A person checks this',
  error: 'It failed',
  'no-performer': 'Nobody here can do it',
  stall: 'No progress',
  budget: 'Budget used up',
  'unknown-outcome': 'Outcome not known',
  audit: 'Blind check',
  'second-review': 'Second look',
} as const satisfies Record<TaskReason, string>

function untilWhen(due: Timestamp | null, timezone: string): string {
  if (due === null) return 'No deadline.'
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: timezone })
  return `Until ${format.format(due)} (${timezone}).`
}

const FOOTER = 'What it is about stands there, where you sign in.'
