import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Chain, Receipt } from '../core/receipt/receipt.ts'
import type { Written } from '../core/receipt/write-receipts.ts'
import { isBlind } from '../core/run/blind.ts'
import { certaintyOf } from '../core/run/certainty.ts'
import { erasedText } from '../core/run/erased-fact.ts'
import type { FoundTask } from '../core/run/find-task.ts'
import type { OwnerId } from '../core/run/ids.ts'
import { limitOf } from '../core/run/limit-of.ts'
import { plannedAt, stageIndex } from '../core/run/plan-index.ts'
import type { Run } from '../core/run/run.ts'
import { runStatus } from '../core/run/run.ts'
import { statusOf } from '../core/run/stage-run.ts'
import { activeStages, stageAt } from '../core/run/stage-table.ts'
import { workDue } from '../core/run/work-due.ts'
import type { Stall } from '../core/stall/stall.ts'
import type { StallRow } from './stall-row.ts'
import type { ActiveStage, ReceiptRow, RunRow, TaskRow } from './store.ts'
import { ACTIVE_SHOWN_MAX } from './store.ts'

export interface RowContext {
  readonly now: Timestamp
  readonly owner: OwnerId
  readonly chain: Chain
}

/** The summary that lists and schedulers read instead of the run. */
export function runRow(run: Run, { now, owner, chain }: RowContext): RunRow {
  const active = activeStages(run.stages)
  return {
    id: run.id,
    version: run.version,
    workflow: run.plan.workflow.id,
    workflowName: run.plan.workflow.name,
    workflowDigest: run.plan.workflow.digest,
    planDigest: run.planDigest,
    title: titleOf(run),
    venture: run.plan.workflow.venture ?? null,
    cause: run.cause,
    startedBy: run.startedBy,
    origin: run.origin?.run ?? null,
    status: runStatus(run),
    startedAt: run.startedAt,
    updatedAt: now,
    finishedAt: run.phase.type === 'finished' ? run.phase.at : null,
    counts: run.stages.counts,
    active: active.slice(0, ACTIVE_SHOWN_MAX).map((index) => activeStage(run, index)),
    ...scheduling(run, active, { now, owner }),
    chainCount: chain.count,
    chainHead: chain.head,
  }
}

/** Of one that was erased as its history has it from then on. */
function titleOf({ title, erased }: Run): string | null {
  return erased === undefined ? (title ?? null) : null
}

type Scheduling = Pick<RunRow, 'nextWakeAt' | 'owner' | 'readySince'>

function scheduling(
  run: Run,
  active: readonly number[],
  { now, owner }: Pick<RowContext, 'now' | 'owner'>,
): Scheduling {
  const due = workDue(run, now, owner)
  const wake = due.find((work) => work.type === 'wake')
  const isDue = due.some((work) => work.type === 'time-passed')
  const performs = active.some((index) => stageAt(run.stages, index).state.status === 'running')
  return {
    nextWakeAt: isDue ? now : (wake?.at ?? null),
    owner: performs ? owner : null,
    readySince: due.some((work) => work.type === 'begin')
      ? now
      : earliest(due.filter((work) => work.type === 'ready-at')),
  }
}

function earliest(times: readonly { readonly at: Timestamp }[]): Timestamp | null {
  return times.length === 0 ? null : (Math.min(...times.map(({ at }) => at)) as Timestamp)
}

function activeStage(run: Run, index: number): ActiveStage {
  const planned = plannedAt(run.plan, index)
  return {
    stage: planned.id,
    name: planned.name,
    status: statusOf(stageAt(run.stages, index)),
    performer: planned.primary.name,
  }
}

/** A task as lists show it. */
export function taskRow(run: Run, { stage, stageRun, task }: FoundTask): TaskRow {
  const { state } = task
  const answered = state.status === 'answered' ? state : null
  return {
    id: task.id,
    run: run.id,
    stage: stage.id,
    stageName: stage.name,
    workflow: run.plan.workflow.id,
    workflowName: run.plan.workflow.name,
    runTitle: titleOf(run),
    reason: task.reason,
    because: run.erased === undefined ? task.because : erasedText(task.because),
    status: state.status,
    openedAt: task.openedAt,
    due: task.due,
    overdue: task.overdueStep > 0,
    to: task.to,
    claimedBy: task.claimedBy,
    questionOf: task.question?.of ?? null,
    priority: stage.escalation.priority ?? 'normal',
    ...surenessOf({ stage, stageRun, task }),
    answer: answered?.answer.type ?? null,
    decidedBy: answered?.by ?? null,
    decidedAt: answered?.at ?? null,
  }
}

/** Whoever must not see the answer must not see how sure it is either. */
function surenessOf(found: FoundTask): Pick<TaskRow, 'confidence' | 'threshold'> {
  const { stage, stageRun } = found
  if (isBlind(found)) return { confidence: null, threshold: null }
  const { answer } = stageRun
  const confidence = answer === null ? null : certaintyOf(stage, answer).confidence
  return { confidence, threshold: limitOf(stage, stageRun) }
}

export function receiptRow(run: Run, { receipt, line, chain }: Written): ReceiptRow {
  return {
    run: run.id,
    number: receipt.number,
    kind: receipt.kind,
    stage: stageOf(receipt),
    workflow: run.plan.workflow.id,
    outcome: 'outcome' in receipt ? receipt.outcome : null,
    at: Date.parse(receipt.at) as Timestamp,
    line,
    hash: chain.head,
  }
}

function stageOf(receipt: Receipt): ReceiptRow['stage'] {
  return 'stage' in receipt ? (receipt.stage as ReceiptRow['stage']) : null
}

export function stallRow({ id, plan }: Run, { kind, stage, at, response }: Stall): StallRow {
  return {
    run: id,
    workflow: plan.workflow.id,
    stage,
    stageName: plannedAt(plan, stageIndex(plan, stage)).name,
    kind,
    at,
    response: response.type,
    task: response.type === 'asked' ? response.task : null,
  }
}
