import { Link } from '@tanstack/react-router'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import { actorNameFirst } from '../../derive/task-words.ts'
import { MomentWithZone } from '../../parts/moment.tsx'
import { Note } from '../../parts/note.tsx'
import { DECIDED } from '../../words/answers.ts'

/** What stands in the place of the answers once a task is closed. */
export function TaskOutcome({ row }: { readonly row: TaskRow }) {
  return (
    <aside className="task-decide" aria-label="The decision">
      <Note icon={row.status === 'answered' ? 'done' : 'canceled'}>{sentence(row)}</Note>
      {row.decidedAt === null ? null : (
        <p className="small faint">
          <MomentWithZone at={row.decidedAt} />
        </p>
      )}
      <p>
        <Link to="/runs/$runId" params={{ runId: row.run }}>
          See what followed in the run
        </Link>
      </p>
    </aside>
  )
}

function sentence({ decidedBy, answer }: TaskRow): string {
  if (decidedBy === null || answer === null)
    return 'Nobody has to answer this task any more: its run was canceled, or its time was up.'
  return `${actorNameFirst(decidedBy)} ${DECIDED[answer]}.`
}
