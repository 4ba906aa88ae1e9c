import type { PackedRun } from '../contract/packed-run.ts'
import type { RunDetail } from '../contract/run-detail.ts'
import { packRows } from './pack-rows.ts'

/** A run's page as the browser asks for it: few stages as they are, very many packed. */
export function packedWhereLarge(detail: RunDetail): RunDetail | PackedRun {
  if (!detail.valuesOmitted) return detail
  const { stages, timeline, ...rest } = detail
  const segments = timeline.flatMap((row, stage) => row.segments.map((segment) => ({ stage, ...segment })))
  return { ...rest, packed: { stages: packRows(stages), segments: packRows(segments) } }
}
