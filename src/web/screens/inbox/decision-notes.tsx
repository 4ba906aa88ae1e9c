import { Button } from '@mantine/core'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import type { Decision } from './use-decision.ts'

/** What keeps the decision from being sent, and what is safe meanwhile. */
export function DecisionNotes({ decision: { isOutdated, lookedAgain, error } }: { readonly decision: Decision }) {
  return (
    <>
      {isOutdated ? (
        <Note icon="repeat" tone="warm">
          <p>
            <b>The answer or the case has changed</b> since you looked at it. What you see now is the new one, and
            nothing was sent.
          </p>
          <Button size="compact-xs" onClick={lookedAgain}>
            I have looked again
          </Button>
        </Note>
      ) : null}
      {error === null ? null : (
        <ProblemNote failure={error.failure} safe="What you typed is kept here and was not sent." />
      )}
    </>
  )
}
