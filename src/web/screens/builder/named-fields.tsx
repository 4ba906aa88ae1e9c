import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { NAME_CHARACTERS_MAX } from '../../../core/edit/text-bounds.ts'
import type { InputSource, NamedSource } from '../../../core/wiring/input-source.ts'
import { Icon } from '../../icons/icon.tsx'
import { CommitField, longerThan } from './commit-field.tsx'

/** As many as a table has columns that somebody reads. */
const NAMES_MAX = 30

export interface NamedFieldsProps {
  readonly label: string
  readonly source: InputSource | null
  readonly onGive: (source: InputSource) => void
  /** How one of them is given. */
  readonly children: (entry: NamedSource, onGive: (source: InputSource | null) => void) => ReactNode
}

/** Values under names that the author chooses, such as the columns of a row. */
export function NamedFields({ label, source, onGive, children }: NamedFieldsProps) {
  const entries = entriesOf(source)
  const give = (next: readonly NamedSource[]) => onGive({ type: 'named', entries: next })
  const replace = (name: string, by: readonly NamedSource[]) =>
    give(entries.flatMap((each) => (each.name === name ? by : [each])))
  const add = (name: string) => {
    const isNew = name.trim() !== '' && !entries.some((each) => each.name === name.trim())
    if (isNew) give([...entries, { name: name.trim(), source: { type: 'fixed', value: '' } }])
  }
  return (
    <div className="builder-named">
      {entries.map((entry) => (
        <div key={entry.name} className="row row-top">
          <div className="grow">
            {children(entry, (next) =>
              replace(entry.name, [{ name: entry.name, source: next ?? { type: 'fixed', value: '' } }]),
            )}
          </div>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Remove ${entry.name}`}
            onClick={() => replace(entry.name, [])}
          >
            <Icon name="cross" size="small" />
          </Button>
        </div>
      ))}
      {entries.length >= NAMES_MAX ? null : (
        <CommitField key={entries.length} value="" complaint={longerThan(NAME_CHARACTERS_MAX)} onCommit={add}>
          {(field) => <TextInput aria-label={`${label}: add a name`} placeholder="Add a name, then Enter" {...field} />}
        </CommitField>
      )}
    </div>
  )
}

function entriesOf(source: InputSource | null): readonly NamedSource[] {
  if (source?.type === 'named') return source.entries
  const value = source?.type === 'fixed' ? source.value : null
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([name, inner]) => ({ name, source: { type: 'fixed', value: inner } }))
}
