import type { TaskRow } from '../../engine/store.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { RunColumns, RunKey, TaskColumns } from './tables.ts'

/** A task with what its run's row says about it. */
export type TaskOfRun = TaskColumns &
  Pick<RunColumns, 'workflow_name' | 'title'> & { readonly run_id: RunColumns['id'] }

export function toTaskColumns(key: RunKey, row: TaskRow): TaskColumns {
  return {
    id: row.id,
    run: key,
    stage: row.stage,
    stage_name: row.stageName,
    reason: row.reason,
    because: row.because,
    status: row.status,
    opened_at: row.openedAt,
    due: row.due,
    overdue: row.overdue ? 1 : 0,
    asked: toJsonText(row.to),
    claimed_by: row.claimedBy,
    question_of: row.questionOf,
    priority: row.priority,
    confidence: row.confidence,
    threshold: row.threshold,
    answer: row.answer,
    decided_by: row.decidedBy,
    decided_at: row.decidedAt,
    workflow: row.workflow,
  }
}

export function toTaskRow(columns: TaskOfRun): TaskRow {
  return {
    id: columns.id,
    run: columns.run_id,
    stage: columns.stage,
    stageName: columns.stage_name,
    workflow: columns.workflow,
    workflowName: columns.workflow_name,
    runTitle: columns.title,
    reason: columns.reason,
    because: columns.because,
    status: columns.status,
    openedAt: columns.opened_at,
    due: columns.due,
    overdue: columns.overdue === 1,
    to: fromJsonText(columns.asked),
    claimedBy: columns.claimed_by,
    questionOf: columns.question_of,
    priority: columns.priority,
    confidence: columns.confidence,
    threshold: columns.threshold,
    answer: columns.answer,
    decidedBy: columns.decided_by,
    decidedAt: columns.decided_at,
  }
}
