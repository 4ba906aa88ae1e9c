import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import { forgetAnswer } from '../../data/kept-answers.ts'
import { useSession } from '../../data/session.ts'
import { actorNameFirst } from '../../derive/task-words.ts'
import { FileList } from '../../parts/file-list.tsx'
import { MomentWithZone } from '../../parts/moment.tsx'
import { Note } from '../../parts/note.tsx'
import { DECIDED } from '../../words/answers.ts'

/** What stands in the place of the answers once a task is closed. */
export function TaskOutcome({ detail: { row, files } }: { readonly detail: TaskDetail }) {
  useForgetDraft(row.id)
  return (
    <aside className="task-decide" aria-label="The decision">
      <Note icon={row.status === 'answered' ? 'done' : 'canceled'}>{sentence(row)}</Note>
      {row.decidedAt === null ? null : (
        <p className="small faint">
          <MomentWithZone at={row.decidedAt} />
        </p>
      )}
      <FileList of={{ task: row.id }} files={files} />
      <p>
        <Link to="/runs/$runId" params={{ runId: row.run }}>
          See what followed in the run
        </Link>
      </p>
    </aside>
  )
}

/** What somebody typed for a task that was decided elsewhere is of no use any more. */
function useForgetDraft(task: string): void {
  const { data: session } = useSession()
  const person = session?.actor.id
  useEffect(() => {
    if (person !== undefined) forgetAnswer({ person, task })
  }, [person, task])
}

function sentence({ decidedBy, answer }: TaskRow): string {
  if (decidedBy === null || answer === null)
    return 'Nobody has to answer this task any more: its run was canceled, or its time was up.'
  return `${actorNameFirst(decidedBy)} ${DECIDED[answer]}.`
}
