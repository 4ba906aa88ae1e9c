import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { AnswerType } from '../../../api/contract/tasks.ts'
import { useAnswerTest } from '../../data/tests.ts'
import type { DecisionDraft } from '../../derive/decision-draft.ts'
import { viewDraft } from '../../derive/decision-draft.ts'
import type { Decision } from '../inbox/use-decision.ts'
import { toAnswer } from '../inbox/use-decision.ts'

const NOTHING_TYPED: DecisionDraft = { edits: {}, tried: false }

/** The decision of a task in a test: the tester answers alone and at once, so there is no note for anybody. */
export function useTestDecision(test: string, detail: TaskDetail): Decision {
  const [draft, setDraft] = useState(NOTHING_TYPED)
  const [seen, setSeen] = useState(detail.version)
  const { send: sendAnswer, isPending, error } = useAnswerTest(test)
  const view = viewDraft(detail.form, draft)
  const send = (type: AnswerType) => {
    if (type === 'edit') setDraft(({ edits }) => ({ edits, tried: true }))
    const answer = toAnswer(type, view, '')
    if (answer !== null) sendAnswer({ task: detail.row.id, answer, version: seen })
  }
  useHotkeys([['mod+Enter', () => view.isChanged && send('edit')]], [])
  return {
    view,
    note: '',
    setField: (name, text) => setDraft(({ edits, tried }) => ({ edits: { ...edits, [name]: text }, tried })),
    setNote: () => undefined,
    send,
    files: null,
    editEffect: null,
    isOutdated: seen !== detail.version,
    lookedAgain: () => setSeen(detail.version),
    isSending: isPending,
    error,
  }
}
