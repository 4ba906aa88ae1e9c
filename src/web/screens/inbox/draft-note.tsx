import { Button } from '@mantine/core'
import { Note } from '../../parts/note.tsx'
import type { AnswerTyping } from './use-answer-draft.ts'

type DraftNoteProps = Pick<AnswerTyping, 'typed' | 'keeping' | 'throwAway'>

/** That what was typed is a draft, where it is, and how to be rid of it. */
export function DraftNote({ typed: { dropped }, keeping, throwAway }: DraftNoteProps) {
  return (
    <>
      {dropped.length === 0 ? null : (
        <Note icon="warn" tone="warm">
          This form no longer asks like that for {dropped.join(', ')}: what you had typed there was left out.
        </Note>
      )}
      {keeping === 'nothing' ? null : (
        <div className="row row-wrap small soft">
          <span className="grow">{KEEPING_WORDS[keeping]}</span>
          <Button variant="subtle" size="compact-xs" onClick={throwAway}>
            Throw it away
          </Button>
        </div>
      )}
    </>
  )
}

const KEEPING_WORDS = {
  kept: 'Draft: nobody else sees it. It is kept in this browser until you decide.',
  'no-room': 'Draft: this browser has no room for it. It is lost when you leave this page.',
} as const satisfies Record<Exclude<AnswerTyping['keeping'], 'nothing'>, string>
