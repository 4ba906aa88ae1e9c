import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { actorName } from '../../derive/task-words.ts'
import { Moment } from '../../parts/moment.tsx'
import { Note } from '../../parts/note.tsx'

/** Where something was erased, it is said that it was, when and by whom. */
export function ErasedNote({ erased }: Pick<RunDetail, 'erased'>) {
  if (erased === null) return null
  return (
    <Note icon="minus">
      <b>Erased</b> <Moment at={erased.at} /> by {actorName(erased.by)}. What this run was given, gave and was told is
      gone. The receipts stay and still verify; what their hashes are of can not be looked up any more.
    </Note>
  )
}
