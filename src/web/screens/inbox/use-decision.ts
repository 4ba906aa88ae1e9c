import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { AnswerRequest, AnswerType, TaskAnswer, TaskDone } from '../../../api/contract/tasks.ts'
import { assertNever } from '../../../core/basics/assert-never.ts'
import { takesFiles } from '../../../core/run/task.ts'
import type { RequestFailed } from '../../data/http.ts'
import { useAnswerEffect, useAnswerTask } from '../../data/task-commands.ts'
import type { DraftView } from '../../derive/decision-draft.ts'
import { viewDraft } from '../../derive/decision-draft.ts'
import { chosenOf, isChosen } from './task-search.ts'
import type { AnswerTyping } from './use-answer-draft.ts'
import { useAnswerDraft } from './use-answer-draft.ts'
import type { GivenFiles } from './use-given-files.ts'
import { useGivenFiles } from './use-given-files.ts'

/** The state of a decision, and what can be done with it. */
export interface Decision {
  readonly view: DraftView
  readonly note: string
  readonly setField: (name: string, text: string) => void
  readonly setNote: (note: string) => void
  readonly send: (type: AnswerType) => void
  /** Null: no answer of this task hands anything on. */
  readonly files: GivenFiles | null
  /** What the edited values would do, once the engine has said it. */
  readonly editEffect: string | null
  /** The answer or the case changed while the page was open: the person must look again. */
  readonly isOutdated: boolean
  readonly lookedAgain: () => void
  readonly isSending: boolean
  readonly error: RequestFailed | null
}

/** A decision whose draft this browser keeps. */
export interface KeptDecision extends Decision {
  readonly typing: AnswerTyping
}

/** Long enough to finish typing a word before the engine is asked what it would do. */
const TYPING_PAUSE_MS = 300

/** The decision of `person` about a task. */
export function useDecision(detail: TaskDetail, person: string): KeptDecision {
  const typing = useAnswerDraft(detail, person)
  const { edits, note, version: seen } = typing.typed
  const [tried, setTried] = useState(false)
  const { send: sendAnswer, isPending, error } = useAnswerTask(detail.row.id, useAfter(typing.forget))
  const files = useGivenFiles(detail.row.id)
  const { reason } = detail.row
  const view = viewDraft(detail.form, { edits, tried })
  return {
    view,
    note,
    typing,
    setField: typing.setField,
    setNote: typing.setNote,
    send: (type) => {
      if (type === 'edit') setTried(true)
      const answer = toAnswer(type, view, note)
      if (answer !== null) sendAnswer({ answer, version: seen, ...(takesFiles(reason, type) ? filesPart(files) : {}) })
    },
    files: detail.answers.some(({ type }) => takesFiles(reason, type)) ? files : null,
    editEffect: useEditEffect(detail, view),
    isOutdated: seen !== detail.version,
    lookedAgain: typing.lookedAgain,
    isSending: isPending || files.isSending,
    error,
  }
}

function filesPart({ named }: GivenFiles): Pick<AnswerRequest, 'files'> {
  return named.length === 0 ? {} : { files: [...named] }
}

function useEditEffect({ row }: TaskDetail, view: DraftView): string | null {
  const edited = view.isChanged && view.outputs !== null ? toAnswer('edit', view, '') : null
  const [settled] = useDebouncedValue(edited, TYPING_PAUSE_MS)
  const effect = useAnswerEffect(row.id, settled)
  return edited === null ? null : (effect.data?.effect ?? null)
}

/** Null: the form can not be read yet. */
export function toAnswer(type: AnswerType, { outputs }: DraftView, note: string): TaskAnswer | null {
  switch (type) {
    case 'approve':
    case 'reject':
    case 'retry':
      return { type, note }
    case 'edit':
      return outputs === null ? null : { type, outputs, note }
    default:
      return assertNever(type)
  }
}

/**
 * After a decision nothing of it is kept, and the next task comes, or the empty inbox. Which task is next by deadline says
 * nothing where the reader chose what comes first: then their list goes on.
 */
function useAfter(forget: () => void): (done: TaskDone) => void {
  const navigate = useNavigate()
  const chosen = chosenOf(useSearch({ from: '/inbox/$taskId' }))
  return ({ next }) => {
    forget()
    if (next === null || isChosen(chosen)) void navigate({ to: '/inbox', search: chosen })
    else void navigate({ to: '/inbox/$taskId', params: { taskId: next } })
  }
}
