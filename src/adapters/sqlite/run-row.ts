import type { RunRow } from '../../engine/store.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { RunColumns } from './tables.ts'

/** What changes while a run goes on. The rest of its row is written once. */
type ChangingColumns = Pick<
  RunColumns,
  | 'version'
  | 'status'
  | 'updated_at'
  | 'finished_at'
  | 'counts'
  | 'active'
  | 'next_wake_at'
  | 'owner'
  | 'ready_since'
  | 'chain_count'
  | 'chain_head'
>

export function toChangingColumns(row: RunRow): ChangingColumns {
  return {
    version: row.version,
    status: row.status,
    updated_at: row.updatedAt,
    finished_at: row.finishedAt,
    counts: toJsonText(row.counts),
    active: toJsonText(row.active),
    next_wake_at: row.nextWakeAt,
    owner: row.owner,
    ready_since: row.readySince,
    chain_count: row.chainCount,
    chain_head: row.chainHead,
  }
}

export function toRunColumns(row: RunRow): RunColumns {
  return {
    ...toChangingColumns(row),
    id: row.id,
    workflow: row.workflow,
    workflow_name: row.workflowName,
    workflow_digest: row.workflowDigest,
    plan_digest: row.planDigest,
    title: row.title,
    venture: row.venture,
    cause: toJsonText(row.cause),
    started_by: row.startedBy,
    origin: row.origin,
    started_at: row.startedAt,
    trigger: row.cause.type === 'manual' ? null : row.cause.trigger,
  }
}

export function toRunRow(columns: RunColumns): RunRow {
  return {
    id: columns.id,
    version: columns.version,
    workflow: columns.workflow,
    workflowName: columns.workflow_name,
    workflowDigest: columns.workflow_digest,
    planDigest: columns.plan_digest,
    title: columns.title,
    venture: columns.venture,
    cause: fromJsonText(columns.cause),
    startedBy: columns.started_by,
    origin: columns.origin,
    status: columns.status,
    startedAt: columns.started_at,
    updatedAt: columns.updated_at,
    finishedAt: columns.finished_at,
    counts: fromJsonText(columns.counts),
    active: fromJsonText(columns.active),
    nextWakeAt: columns.next_wake_at,
    owner: columns.owner,
    readySince: columns.ready_since,
    chainCount: columns.chain_count,
    chainHead: columns.chain_head,
  }
}
