import type { ChangesView } from '../derive/changes-view.ts'
import { counted } from '../derive/number-words.ts'
import type { ChangeSentence } from '../words/changes.ts'
import { PlainText } from './plain-text.tsx'
import './change-list.css'

/** A document may differ in thousands; the first are enough to decide by. */
const SHOWN_MAX = 100

/** What is different, a sentence each; what only readers see is counted. */
export function ChangeList({ view }: { readonly view: ChangesView }) {
  if (view.type === 'unreadable') {
    return <p className="small soft">These two can not be compared: the {WHICH[view.which]} one can not be read.</p>
  }
  const { sentences, notes } = view
  if (sentences.length === 0 && notes === 0) return <p className="small soft">Nothing is different.</p>
  return (
    <>
      <Sentences sentences={sentences} />
      {notes === 0 ? null : (
        <p className="small soft">
          {sentences.length === 0 ? 'Only layout and notes: ' : 'Layout and notes: '}
          {counted(notes, 'difference')}.
        </p>
      )}
    </>
  )
}

const WHICH = { before: 'older', after: 'newer' } as const

export function Sentences({ sentences }: { readonly sentences: readonly ChangeSentence[] }) {
  if (sentences.length === 0) return null
  return (
    <ul className="change-list small">
      {sentences.slice(0, SHOWN_MAX).map(({ subject, words }, index) => (
        <li key={`${index} ${subject}`}>
          <b>
            <PlainText text={subject} />
          </b>{' '}
          <PlainText text={words} />
        </li>
      ))}
      {sentences.length > SHOWN_MAX ? (
        <li className="soft">And {counted(sentences.length - SHOWN_MAX, 'more change')}.</li>
      ) : null}
    </ul>
  )
}
