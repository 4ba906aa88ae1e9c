import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import { Note } from '../../parts/note.tsx'
import { OpenQuestion } from './open-question.tsx'
import { WhyHere } from './why-here.tsx'

export interface TaskBarredProps {
  readonly detail: TaskDetail
  /** Why whoever looks at it may not decide it. */
  readonly because: string
}

/** The task for somebody who sees it and does not decide it. */
export function TaskBarred({ detail: { row, question }, because }: TaskBarredProps) {
  return (
    <aside className="task-decide" aria-label="Your part in this">
      <WhyHere row={row} />
      <Note icon="shield">{because}</Note>
      {question === null ? null : <OpenQuestion task={row.id} question={question} />}
    </aside>
  )
}
