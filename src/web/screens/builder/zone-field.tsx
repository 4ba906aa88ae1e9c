import { timezoneNames } from '../../../core/schedule/timezone.ts'
import { CommitSelect } from './commit-select.tsx'

export interface ZoneFieldProps {
  readonly zone: string
  readonly onCommit: (zone: string) => void
}

/** Whose clock counts. A zone that this browser does not know stays in the list. */
export function ZoneField({ zone, onCommit }: ZoneFieldProps) {
  // Some browsers list UTC themselves, and a list may hold each name once.
  const names = [...new Set([...timezoneNames(), zone])]
  return (
    <CommitSelect
      label="By the clock of"
      value={zone}
      data={names.map((name) => ({ value: name, label: zoneWords(name) }))}
      onCommit={onCommit}
    />
  )
}

/** `America/New_York` reads as `America, New York`. */
function zoneWords(name: string): string {
  return name === '' ? 'Choose a zone' : name.replaceAll('_', ' ').replaceAll('/', ', ')
}
