import type { TaskDetail } from '../../api/contract/task-detail.ts'
import type { AnswerType } from '../../api/contract/tasks.ts'

/** A button below a task. */
export interface OfferedButton {
  readonly type: AnswerType
  /** What exactly it does, or what has to be done first. */
  readonly effect: string
  readonly isUsable: boolean
  /** The one in black. There is none until the person has changed something: the screen has no opinion. */
  readonly isEmphasised: boolean
}

export interface ButtonsFor {
  readonly task: Pick<TaskDetail, 'answers' | 'answered'>
  readonly isChanged: boolean
  /** What the edited values would do, where the engine has said it. */
  readonly editEffect: string | null
}

/**
 * The answers a task offers, in the engine's order; once something was changed, sending it comes first. Sending an
 * answer as edited needs an edit, unless there was no answer before.
 */
export function offeredButtons({ task, isChanged, editEffect }: ButtonsFor): readonly OfferedButton[] {
  const buttons = task.answers.map(({ type, effect }) => {
    const isEdit = type === 'edit'
    const needsChange = isEdit && task.answered !== null && !isChanged
    return {
      type,
      effect: needsChange ? CHANGE_FIRST : ((isEdit ? editEffect : null) ?? effect),
      isUsable: !needsChange,
      isEmphasised: isEdit && isChanged,
    }
  })
  return [...buttons.filter(({ isEmphasised }) => isEmphasised), ...buttons.filter(({ isEmphasised }) => !isEmphasised)]
}

const CHANGE_FIRST = 'Change a value above first.'
