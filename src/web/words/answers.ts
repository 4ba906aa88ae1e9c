import type { AnswerType, TaskReason } from '../../api/contract/tasks.ts'
import type { IconName } from '../icons/shapes.tsx'

export const ANSWER_ICONS = {
  approve: 'check',
  edit: 'edit',
  reject: 'rejected',
  retry: 'repeat',
} as const satisfies Record<AnswerType, IconName>

/** What a button is called, and its name where there is little room. */
export interface AnswerLook {
  readonly label: string
  readonly short: string
}

type Looks = Readonly<Record<AnswerType, AnswerLook>>

const JUDGE: Looks = {
  approve: { label: 'Approve as it is', short: 'Approve' },
  edit: { label: 'Edit and approve', short: 'Edit' },
  reject: { label: 'Reject', short: 'Reject' },
  retry: { label: 'Try again with a note', short: 'Try again' },
}

const DO_IT: Looks = {
  ...JUDGE,
  approve: { label: 'Approve', short: 'Approve' },
  edit: { label: 'Done, with this answer', short: 'Done' },
}

const HAPPENED: Looks = {
  ...DO_IT,
  edit: { label: 'It happened', short: 'It happened' },
  retry: { label: 'It did not: do it again', short: 'Do it again' },
}

const VERDICT: Looks = {
  ...JUDGE,
  approve: { label: 'It is right', short: 'Right' },
  edit: { label: 'It is wrong: correct it', short: 'Correct it' },
  reject: { label: 'It is wrong', short: 'Wrong' },
}

const LOOKS = {
  'human-stage': DO_IT,
  'low-confidence': JUDGE,
  'no-confidence': JUDGE,
  'no-certificate': JUDGE,
  requested: JUDGE,
  review: JUDGE,
  error: DO_IT,
  'no-performer': DO_IT,
  stall: DO_IT,
  budget: DO_IT,
  'unknown-outcome': HAPPENED,
  audit: VERDICT,
  'second-review': VERDICT,
} as const satisfies Record<TaskReason, Looks>

export function answerLook(reason: TaskReason, type: AnswerType): AnswerLook {
  return LOOKS[reason][type]
}

const BLIND: Looks = { ...JUDGE, edit: { label: 'This is my answer', short: 'Answer' } }

/** The same of a task whose answer is not shown before somebody has given their own. */
export function answerLookOf(
  { row, isBlind }: { readonly row: { readonly reason: TaskReason }; readonly isBlind: boolean },
  type: AnswerType,
): AnswerLook {
  return isBlind ? BLIND[type] : answerLook(row.reason, type)
}

/** What somebody did, after their name: `Lena approved it as it was`. */
export const DECIDED = {
  approve: 'approved it as it was',
  edit: 'edited and approved it',
  reject: 'rejected it',
  retry: 'asked to try again',
} as const satisfies Record<AnswerType, string>
