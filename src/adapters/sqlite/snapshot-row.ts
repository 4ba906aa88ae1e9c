import type { RunId } from '../../core/run/ids.ts'
import type { Snapshot } from '../../core/run/snapshot.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { SnapshotColumns } from './tables.ts'

export function toSnapshotColumns(run: RunId, { coreVersion, version, ...body }: Snapshot): SnapshotColumns {
  return { run_id: run, core_version: coreVersion, version, body: toJsonText(body) }
}

export function toSnapshot({ core_version, version, body }: Omit<SnapshotColumns, 'run_id'>): Snapshot {
  return { coreVersion: core_version, version, ...fromJsonText(body) }
}
