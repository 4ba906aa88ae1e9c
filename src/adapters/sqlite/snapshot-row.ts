import type { Snapshot } from '../../core/run/snapshot.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { RunKey, SnapshotColumns } from './tables.ts'

export function toSnapshotColumns(run: RunKey, { coreVersion, version, ...body }: Snapshot): SnapshotColumns {
  return { run, core_version: coreVersion, version, body: toJsonText(body) }
}

export function toSnapshot({ core_version, version, body }: Omit<SnapshotColumns, 'run'>): Snapshot {
  return { coreVersion: core_version, version, ...fromJsonText(body) }
}
