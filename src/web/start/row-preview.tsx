import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { RowCheck } from '../../api/contract/row-checks.ts'
import { counted, countWords } from '../derive/number-words.ts'
import { fitWords, misfitWords, repeatWords, rowWords, startWords } from '../derive/row-check-words.ts'
import { Icon } from '../icons/icon.tsx'
import { Note } from '../parts/note.tsx'

/** More are enough to begin with; the others are one click away. */
const PROBLEMS_SHOWN_MAX = 20
/** Enough to see whether the columns are what they seem. */
const ROWS_SHOWN_MAX = 3

export interface RowPreviewProps {
  readonly check: RowCheck
  readonly isStarting: boolean
  /** The column that the runs are to be called by. */
  readonly onTitle: (column: string) => void
  readonly onStart: () => void
}

/** What would start and what would not, before anything does. */
export function RowPreview({ check, isStarting, onTitle, onStart }: RowPreviewProps) {
  const start = startWords(check)
  const repeats = repeatWords(check)
  return (
    <section className="row-preview" aria-label="What was found in the rows">
      <p role="status">
        <b>{fitWords(check)}</b> Nothing has been started yet.
      </p>
      <Misfits check={check} />
      <Strangers strangers={check.strangers} />
      {repeats === null ? null : <Note icon="pending">{repeats}</Note>}
      {start === null ? null : (
        <>
          <ul className="small soft row-preview-first" aria-label="The first rows">
            {check.rows.slice(0, ROWS_SHOWN_MAX).map((row) => (
              <li key={row.at}>{rowWords(check, row)}</li>
            ))}
          </ul>
          <NativeSelect
            label="What each run is called"
            description="The column with what you will know a run by: an order number, a name"
            value={check.title ?? ''}
            data={[...(check.title === null ? [NO_TITLE] : []), ...check.columns]}
            onChange={(event) => onTitle(event.currentTarget.value)}
          />
          <div>
            <Button variant="filled" leftSection={<Icon name="runs" />} loading={isStarting} onClick={onStart}>
              {start}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

const NO_TITLE = { value: '', label: 'Nothing', disabled: true }

function Misfits({ check }: { readonly check: RowCheck }) {
  const [isWhole, setWhole] = useState(false)
  const all = misfitWords(check)
  if (all.length === 0) return null
  const shown = isWhole ? all : all.slice(0, PROBLEMS_SHOWN_MAX)
  return (
    <Note icon="failed" tone="warm">
      <p>
        <b>{counted(all.length, 'problem')}</b> in {counted(check.misfits.length, 'row')}:
      </p>
      <ul>
        {shown.map(({ place, column, message }) => (
          <li key={`${place} ${column} ${message}`}>
            {place}
            {column === null ? '' : `, ${column}`}: {message}
          </li>
        ))}
      </ul>
      {shown.length === all.length ? null : (
        <Button size="compact-xs" onClick={() => setWhole(true)}>
          Show all {countWords(all.length)}
        </Button>
      )}
    </Note>
  )
}

function Strangers({ strangers }: Pick<RowCheck, 'strangers'>) {
  if (strangers.length === 0) return null
  return (
    <Note icon="failed" tone="warm">
      <p>
        <b>{counted(strangers.length, 'column')}</b> {strangers.length === 1 ? 'is' : 'are'} left out, because no input
        has that name:
      </p>
      <ul>
        {strangers.map(({ column, meant }) => (
          <li key={column}>
            {column}
            {meant === null ? '' : `. Did you mean ${meant}?`}
          </li>
        ))}
      </ul>
    </Note>
  )
}
