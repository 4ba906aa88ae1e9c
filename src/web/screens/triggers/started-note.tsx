import { Link } from '@tanstack/react-router'
import type { RunState } from '../../../api/contract/runs.ts'
import { Note } from '../../parts/note.tsx'

/** That a run was started, with the way to it. */
export function StartedNote({ started }: { readonly started: RunState | undefined }) {
  if (started === undefined) return null
  return (
    <Note icon="done" tone="ok">
      <p role="status">
        A run was started.{' '}
        <Link to="/runs/$runId" params={{ runId: started.id }}>
          See the run
        </Link>
      </p>
    </Note>
  )
}
