import { Button, Textarea } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import { useTellAboutTask } from '../../data/task-commands.ts'
import { actorName } from '../../derive/task-words.ts'
import { Moment } from '../../parts/moment.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

export interface OpenQuestionProps {
  readonly task: string
  readonly question: NonNullable<TaskDetail['question']>
}

/** What was asked about the task, and the place to say it. */
export function OpenQuestion({ task, question: { by, of, text, at } }: OpenQuestionProps) {
  const [told, setTold] = useState('')
  const { send, isPending, error } = useTellAboutTask(task)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (told.trim() !== '') send({ text: told.trim() })
  }
  return (
    <form className="decision-form" onSubmit={submit} aria-label="Question">
      <h2>Question</h2>
      <p className="small soft">
        {actorName(by)} asked {actorName(of)}, <Moment at={at} />:
      </p>
      <blockquote className="open-question">{text}</blockquote>
      <Textarea
        label="What is known about it"
        rows={3}
        maxLength={4_000}
        value={told}
        onChange={(event) => setTold(event.currentTarget.value)}
      />
      {error === null ? null : <ProblemNote failure={error.failure} safe="Nothing was written down." />}
      <div className="row">
        <Button type="submit" size="compact-xs" disabled={told.trim() === ''} loading={isPending}>
          Answer the question
        </Button>
      </div>
    </form>
  )
}
