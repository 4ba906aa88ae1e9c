import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { AnswerType, TaskAnswer, TaskDone } from '../../../api/contract/tasks.ts'
import { assertNever } from '../../../core/basics/assert-never.ts'
import type { RequestFailed } from '../../data/http.ts'
import { useAnswerEffect, useAnswerTask } from '../../data/task-commands.ts'
import type { DecisionDraft, DraftView } from '../../derive/decision-draft.ts'
import { viewDraft } from '../../derive/decision-draft.ts'

/** The state of a decision, and what can be done with it. */
export interface Decision {
  readonly view: DraftView
  readonly note: string
  readonly setField: (name: string, text: string) => void
  readonly setNote: (note: string) => void
  readonly send: (type: AnswerType) => void
  /** What the edited values would do, once the engine has said it. */
  readonly editEffect: string | null
  /** The answer or the case changed while the page was open: the person must look again. */
  readonly isOutdated: boolean
  readonly lookedAgain: () => void
  readonly isSending: boolean
  readonly error: RequestFailed | null
}

const NOTHING_TYPED: DecisionDraft = { edits: {}, tried: false }
/** Long enough to finish typing a word before the engine is asked what it would do. */
const TYPING_PAUSE_MS = 300

export function useDecision(detail: TaskDetail): Decision {
  const [draft, setDraft] = useState(NOTHING_TYPED)
  const [note, setNote] = useState('')
  const [seen, setSeen] = useState(detail.version)
  const { send: sendAnswer, isPending, error } = useAnswerTask(detail.row.id, useNextTask())
  const view = viewDraft(detail.form, draft)
  const edited = view.isChanged && view.outputs !== null ? toAnswer('edit', view, '') : null
  const [settled] = useDebouncedValue(edited, TYPING_PAUSE_MS)
  const effect = useAnswerEffect(detail.row.id, settled)
  return {
    view,
    note,
    setField: (name, text) => setDraft(({ edits, tried }) => ({ edits: { ...edits, [name]: text }, tried })),
    setNote,
    send: (type) => {
      if (type === 'edit') setDraft(({ edits }) => ({ edits, tried: true }))
      const answer = toAnswer(type, view, note)
      if (answer !== null) sendAnswer({ answer, version: seen })
    },
    editEffect: edited === null ? null : (effect.data?.effect ?? null),
    isOutdated: seen !== detail.version,
    lookedAgain: () => setSeen(detail.version),
    isSending: isPending,
    error,
  }
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

/** After a decision comes the next task, or the empty inbox. */
function useNextTask(): (done: TaskDone) => void {
  const navigate = useNavigate()
  return ({ next }) => {
    if (next === null) void navigate({ to: '/inbox' })
    else void navigate({ to: '/inbox/$taskId', params: { taskId: next } })
  }
}
