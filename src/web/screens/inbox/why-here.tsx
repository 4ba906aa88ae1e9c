import type { TaskRow } from '../../../api/contract/tasks.ts'
import { actorNames } from '../../derive/task-words.ts'
import { Note } from '../../parts/note.tsx'

export function WhyHere({ row: { because, to } }: { readonly row: TaskRow }) {
  return (
    <Note icon="approval" tone="warm">
      <b>Why it came here.</b> {because} Asked: {actorNames(to)}.
    </Note>
  )
}
