import type { RunCause } from '../../core/run/run-event.ts'
import type { StageStatus } from '../../core/run/stage-run.ts'
import type { RunRow } from '../../engine/store.ts'
import type { RunSummary } from '../contract/runs.ts'
import { iso, isoOrNull } from './instants.ts'
import { actorView } from './names.ts'

/** A run as lists show it. */
export function runSummary(row: RunRow): RunSummary {
  return {
    id: row.id,
    workflow: { id: row.workflow, name: row.workflowName },
    title: row.title,
    status: row.status,
    startedAt: iso(row.startedAt),
    updatedAt: iso(row.updatedAt),
    finishedAt: isoOrNull(row.finishedAt),
    startedBy: actorView(row.startedBy),
    cause: causeView(row.cause),
    origin: row.origin,
    counts: row.counts,
    active: row.active.map((active) => ({ ...active, status: active.status as StageStatus })),
  }
}

function causeView(cause: RunCause): RunSummary['cause'] {
  return cause.type === 'schedule' ? { ...cause, instant: iso(cause.instant) } : cause
}
