import { useEffect, useState } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { AnswerPlace, Keeping } from '../../data/kept-answers.ts'
import { forgetAnswer, keepAnswer, readKeptAnswer } from '../../data/kept-answers.ts'
import type { RestoredAnswer } from '../../derive/answer-draft.ts'
import { fromKept, toKept } from '../../derive/answer-draft.ts'

/** What somebody has typed for a task, kept in this browser while they type. */
export interface AnswerTyping {
  readonly typed: RestoredAnswer
  readonly keeping: Keeping
  readonly setField: (name: string, text: string) => void
  readonly setNote: (note: string) => void
  /** The person has looked at the task as it is now. */
  readonly lookedAgain: () => void
  readonly throwAway: () => void
  /** It was sent: nothing of it is kept. */
  readonly forget: () => void
}

/** It begins with what was there when the page was left, whether by a reload or by a crash. */
export function useAnswerDraft({ row, form, version }: TaskDetail, person: string): AnswerTyping {
  const [place] = useState<AnswerPlace>({ person, task: row.id })
  const [typed, setTyped] = useState<RestoredAnswer>(() => beginning(place, { form, version }))
  const [keeping, setKeeping] = useState<Keeping>('nothing')
  useEffect(() => setKeeping(keepAnswer(place, toKept(form, typed))), [place, form, typed])
  return {
    typed,
    keeping,
    setField: (name, text) => setTyped((before) => ({ ...before, edits: { ...before.edits, [name]: text } })),
    setNote: (note) => setTyped((before) => ({ ...before, note })),
    lookedAgain: () => setTyped((before) => ({ ...before, version })),
    throwAway: () => setTyped(nothingTyped(version)),
    forget: () => forgetAnswer(place),
  }
}

function beginning(place: AnswerPlace, { form, version }: Pick<TaskDetail, 'form' | 'version'>): RestoredAnswer {
  const kept = readKeptAnswer(place)
  return kept === undefined ? nothingTyped(version) : fromKept(form, kept)
}

function nothingTyped(version: string): RestoredAnswer {
  return { edits: {}, note: '', version, dropped: [] }
}
