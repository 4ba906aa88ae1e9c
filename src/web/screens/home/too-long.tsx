import type { Home } from '../../../api/contract/home.ts'
import { exactDurationWords } from '../../derive/duration-words.ts'
import { countWords } from '../../derive/number-words.ts'
import { Note } from '../../parts/note.tsx'

/** The signal that the builder is too complex. It can not be put away: it goes when the average falls. */
export function TooLong({
  time: { isTooLong, averageMs, averageActiveMs, of },
}: {
  readonly time: Home['creationTime']
}) {
  if (!isTooLong || averageMs === null || averageActiveMs === null) return null
  return (
    <Note icon="warn" tone="bad">
      <p>
        <b>Making a WorkChart takes too long here: {exactDurationWords(averageMs)} on average</b> from New to live (n ={' '}
        {countWords(of)}), {exactDurationWords(averageActiveMs)} of it at work. More than 30 minutes means that the
        builder is too complex. Starting from a template is the shortest way.
      </p>
    </Note>
  )
}
