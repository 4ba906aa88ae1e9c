import { zoneOptions } from '../../derive/zone-options.ts'
import { CommitSelect } from './commit-select.tsx'

export interface ZoneFieldProps {
  readonly zone: string
  readonly onCommit: (zone: string) => void
}

/** Whose clock counts. */
export function ZoneField({ zone, onCommit }: ZoneFieldProps) {
  return <CommitSelect label="By the clock of" value={zone} data={zoneOptions(zone)} onCommit={onCommit} />
}
