import { Button } from '@mantine/core'
import type { Failure } from '../data/http.ts'
import { CodeWords } from './code-words.tsx'
import { Note } from './note.tsx'

export interface ProblemNoteProps {
  readonly failure: Failure
  /** What is safe: `Your answer is kept here and is not sent yet.` */
  readonly safe?: string
  readonly onRetry?: () => void
  /** JSON Pointers of what is said beside its field already. */
  readonly beside?: readonly string[]
}

/** What went wrong, what is safe, and the one next step. */
export function ProblemNote({ failure, safe, onRetry, beside = [] }: ProblemNoteProps) {
  return (
    <Note icon="failed" tone="bad">
      <p>
        <b>{headlineOf(failure)}</b> {safe}
      </p>
      {failure.type === 'refused' ? <ProblemList errors={without(failure.problem.errors, beside)} /> : null}
      {failure.type === 'unreachable' && onRetry !== undefined ? (
        <Button size="compact-xs" onClick={onRetry}>
          Try now
        </Button>
      ) : null}
    </Note>
  )
}

function headlineOf(failure: Failure): string {
  switch (failure.type) {
    case 'refused':
      return failure.problem.detail
    case 'signed-out':
      return 'This browser is signed out. Run `workcharts open` for a new link.'
    case 'unreachable':
      return 'The server does not answer.'
  }
}

type Errors = Extract<Failure, { readonly type: 'refused' }>['problem']['errors']

function without(errors: Errors, beside: readonly string[]): Errors {
  return errors.filter(({ pointer }) => !beside.includes(pointer))
}

function ProblemList({ errors }: { readonly errors: Errors }) {
  if (errors.length === 0) return null
  return (
    <ul>
      {errors.map(({ pointer, detail, file, line, column }) => (
        <li key={`${pointer} ${detail}`}>
          <CodeWords text={detail} />{' '}
          {file === undefined ? null : <span className="mono">{[file, line, column].join(':')}</span>}
        </li>
      ))}
    </ul>
  )
}
