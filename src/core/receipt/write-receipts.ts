import type { Json } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import type { Sha256 } from '../basics/sha256.ts'
import { isoTime } from '../basics/timestamp.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { compareAnswers } from '../run/blind.ts'
import { sumCosts } from '../run/cost.ts'
import { plannedAt, stageIndex } from '../run/plan-index.ts'
import type { Run } from '../run/run.ts'
import type { LaterEvent } from '../run/run-event.ts'
import type { StageRun } from '../run/stage-run.ts'
import { allStages, stageAt } from '../run/stage-table.ts'
import { looksBack } from '../run/task.ts'
import { genesisHash } from './export.ts'
import { pricesProof } from './price-proof.ts'
import type { AdjustmentReceipt, Chain, Receipt, RunReceipt, VerdictReceipt } from './receipt.ts'
import { stageReceipt } from './stage-receipt.ts'

/** The chain of a run before its first receipt: it is bound to the plan and to the run. */
export function genesis(run: Pick<Run, 'id' | 'planDigest'>, sha256: Sha256): Chain {
  return { count: 0, head: genesisHash(run.planDigest, run.id, sha256) }
}

export interface Written {
  readonly chain: Chain
  readonly receipt: Receipt
  /** The receipt as it is exported; its hash is over exactly these bytes. */
  readonly line: string
}

type TaskAnswered = Extract<LaterEvent, { readonly type: 'task-answered' }>

/** A receipt without its place in the chain. */
type Draft<R extends Receipt = Receipt> = R extends Receipt ? Omit<R, 'schema' | 'number' | 'previous'> : never

/**
 * The receipt that a fact calls for, or undefined. `run` is the run as the fact leaves it. A pure fold over the history:
 * the same history gives the same chain.
 */
export function writeReceipt(
  chain: Chain,
  { run, event }: { readonly run: Run; readonly event: LaterEvent },
  sha256: Sha256,
): Written | undefined {
  const draft = draftFor(run, event, sha256)
  if (draft === undefined) return undefined
  const receipt = { schema: 'workcharts.receipt/1', ...draft, number: chain.count + 1, previous: chain.head } as const
  const line = receiptLine(receipt)
  return { receipt, line, chain: { count: receipt.number, head: sha256(line) } }
}

/** The line as it is exported. */
export function receiptLine(receipt: Receipt): string {
  return canonicalJson(receipt as unknown as Json)
}

function draftFor(run: Run, event: LaterEvent, sha256: Sha256): Draft | undefined {
  switch (event.type) {
    case 'stage-settled':
      return stageReceipt(run, event, sha256)
    case 'run-finished':
      return runReceipt(run, event)
    case 'attempt-late':
      return isSettled(run, event.stage) ? adjustment(run, event, sha256) : undefined
    case 'task-answered':
      return verdict(run, event)
    case 'run-erased':
      return { kind: 'redaction', run: run.id, at: isoTime(event.at), by: event.by }
    default:
      return undefined
  }
}

function runReceipt(run: Run, event: Extract<LaterEvent, { readonly type: 'run-finished' }>): Draft<RunReceipt> {
  const { workflow } = run.plan
  return {
    kind: 'run',
    run: run.id,
    at: isoTime(event.at),
    workflow: workflow.id,
    workflow_sha256: workflow.digest,
    plan_sha256: run.planDigest,
    outcome: event.outcome,
    started_at: isoTime(run.startedAt),
    started_by: run.startedBy,
    cause: { ...run.cause },
    origin: run.origin?.run ?? null,
    cost: sumCosts(allStages(run.stages).map((stage) => stage.account.cost)),
    stages: run.stages.counts,
  }
}

function isSettled(run: Run, stage: PlannedStage['id']): boolean {
  return stageAt(run.stages, stageIndex(run.plan, stage)).state.status === 'settled'
}

function adjustment(
  run: Run,
  { stage, cost, prices = [], at }: Extract<LaterEvent, { readonly type: 'attempt-late' }>,
  sha256: Sha256,
): Draft<AdjustmentReceipt> {
  return { kind: 'adjustment', run: run.id, at: isoTime(at), stage, cost, ...pricesProof(prices, sha256) }
}

/** Only answers to what looks back are verdicts about something that had settled. */
function verdict(run: Run, event: TaskAnswered): Draft<VerdictReceipt> | undefined {
  const stage = stageAt(run.stages, stageIndex(run.plan, event.stage))
  const task = stage.tasks.find(({ id }) => id === event.task)
  if (task === undefined || !looksBack(task.reason)) return undefined
  return {
    kind: 'verdict',
    run: run.id,
    at: isoTime(event.at),
    stage: event.stage,
    verdict: verdictOf(run, event, stage),
    by: event.by,
    ...(task.reason === 'second-review' ? { second: true } : {}),
  }
}

/** Before gates went by what people find, whatever somebody wrote was a correction. */
function verdictOf(
  { plan }: Run,
  { stage, answer: given }: TaskAnswered,
  { judged, answer }: StageRun,
): VerdictReceipt['verdict'] {
  if (given.type === 'edit' && judged !== undefined && answer !== null)
    return compareAnswers(plannedAt(plan, stageIndex(plan, stage)).outputs, answer.answer.outputs, given.outputs)
  return given.type === 'approve' ? 'right' : 'wrong'
}
