import type { TaskRow as StoredTaskRow } from '../../engine/store.ts'
import type { TaskRow } from '../contract/tasks.ts'
import { iso, isoOrNull } from './instants.ts'
import { actorOrNull, actorView } from './names.ts'

/** A task as the inbox lists it. */
export function taskRowView(row: StoredTaskRow): TaskRow {
  return {
    id: row.id,
    run: row.run,
    runTitle: row.runTitle,
    workflow: { id: row.workflow, name: row.workflowName },
    stage: { id: row.stage, name: row.stageName },
    reason: row.reason,
    because: row.because,
    status: row.status,
    openedAt: iso(row.openedAt),
    due: isoOrNull(row.due),
    overdue: row.overdue,
    to: row.to.map(actorView),
    claimedBy: actorOrNull(row.claimedBy),
    questionOf: row.questionOf === null ? null : actorView(row.questionOf),
    priority: row.priority,
    confidence: row.confidence,
    threshold: row.threshold,
    answer: row.answer,
    decidedBy: actorOrNull(row.decidedBy),
    decidedAt: isoOrNull(row.decidedAt),
  }
}
