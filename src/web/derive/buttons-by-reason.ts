import type { AnswerMeaning, TaskAnswerType, TaskReason } from '../../core/run/task.ts'
import { ANSWERS } from '../../core/run/task.ts'
import type { Effect } from '../../core/workflow/workflow.ts'
import { answerLook } from '../words/answers.ts'
import { TASK_REASONS } from '../words/task-reasons.ts'
import type { BuilderStage } from './builder-view.ts'

/** Why a person may be asked at a stage, and the buttons they get then. */
export interface ButtonsOfReason {
  readonly reason: TaskReason
  readonly why: string
  readonly buttons: readonly string[]
}

export interface AskedAbout {
  readonly stage: BuilderStage
  /** What the stage does to the world; null: it is not known here. */
  readonly effect: Effect | null
  /** A person does it until somebody can. */
  readonly isUnavailable: boolean
  /** It has to give something, so that a plain yes is no answer. */
  readonly mustGive: boolean
}

/** The buttons follow from the reason, so nobody chooses them. */
export function buttonsByReason(asked: AskedAbout): readonly ButtonsOfReason[] {
  return reasonsOf(asked).map((reason) => ({
    reason,
    why: TASK_REASONS[reason].word,
    buttons: ORDER.filter((type) => isOffered(asked, reason, type)).map((type) => answerLook(reason, type).label),
  }))
}

const ORDER = ['approve', 'edit', 'reject', 'retry'] as const satisfies readonly TaskAnswerType[]

function isOffered({ mustGive }: AskedAbout, reason: TaskReason, type: TaskAnswerType): boolean {
  const meaning: AnswerMeaning = ANSWERS[reason][type]
  return meaning !== null && !(meaning === 'accept-if-nothing-required' && mustGive)
}

function reasonsOf({ stage, effect, isUnavailable }: AskedAbout): readonly TaskReason[] {
  if (stage.primary.startsWith('human:')) return ['human-stage']
  if (isUnavailable) return ['no-performer']
  return [
    ...(stage.reviewer?.startsWith('human:') === true ? (['review'] as const) : []),
    ...(stage.threshold === null ? [] : (['low-confidence', 'no-confidence'] as const)),
    'error',
    ...(effect === 'once-or-ask' ? (['unknown-outcome'] as const) : []),
  ]
}
