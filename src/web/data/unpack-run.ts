import type { PackedColumn, PackedRows, PackedRun } from '../../api/contract/packed-run.ts'
import type { RunDetail, StageRun, TimelineRow, TimelineSegment } from '../../api/contract/run-detail.ts'

/** A run's page as it is read, however the server sent it. */
export function unpackRun(sent: RunDetail | PackedRun): RunDetail {
  if (!('packed' in sent)) return sent
  const { packed, ...rest } = sent
  const stages = unpackRows<StageRun>(packed.stages)
  return { ...rest, stages, timeline: timelineOf(stages, packed.segments) }
}

type PackedSegment = TimelineSegment & { readonly stage: number }

function timelineOf(stages: readonly StageRun[], packed: PackedRows): readonly TimelineRow[] {
  const rows = stages.map(({ id, name }) => ({ stage: { id, name }, segments: [] as TimelineSegment[] }))
  for (const { stage, ...segment } of unpackRows<PackedSegment>(packed)) rows[stage]?.segments.push(segment)
  return rows
}

/** The rows, of the shape that the server promises. */
export function unpackRows<Row>({ count, columns }: PackedRows): readonly Row[] {
  return Array.from({ length: count }, (_, place) => rowAt(columns, place) as Row)
}

function rowAt(columns: readonly PackedColumn[], place: number): Readonly<Record<string, unknown>> {
  const row: Record<string, unknown> = {}
  for (const column of columns) row[column.name] = cellAt(column, place)
  return row
}

function cellAt({ values, at }: PackedColumn, place: number): unknown {
  if (at !== null) return values[at[place] ?? 0]
  return values[values.length === 1 ? 0 : place]
}
