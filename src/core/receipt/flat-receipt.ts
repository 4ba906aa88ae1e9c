import { fromIsoTime } from '../basics/timestamp.ts'
import type { Cost } from '../run/cost.ts'
import type { Receipt, RunReceipt, StageReceipt, TaskProof } from './receipt.ts'

/** A receipt in columns: one value each, the same columns for every receipt, null where something is not known. */
export type FlatReceipt = Readonly<Record<FlatColumn, string | number | boolean | null>>

/** In the order of the columns. They only ever become more, at the end. */
export const FLAT_COLUMNS = [
  'run',
  'number',
  'kind',
  'workflow',
  'stage',
  'outcome',
  'because',
  'at',
  'ready_at',
  'begun_at',
  'started_at',
  'queue_ms',
  'people_ms',
  'attempts',
  'performer',
  'performer_sha256',
  'models',
  'tokens_in',
  'tokens_out',
  'cost',
  'cost_currency',
  'cost_basis',
  'confidence',
  'confidence_source',
  'threshold',
  'threshold_result',
  'task_reason',
  'task_opened_at',
  'task_due_at',
  'task_decided_at',
  'task_in_time',
  'times_asked',
  'decision',
  'decided_by',
  'decided_role',
  'decision_reason',
  'quality',
  'quality_by',
  'context',
  'context_sha256',
  'memory_ids',
  'artifacts_sha256',
  'inputs_sha256',
  'outputs_sha256',
  'started_by',
  'origin',
  'workflow_sha256',
  'plan_sha256',
  'previous',
  'work_ms',
  'handoff_sha256',
  'prices',
  'prices_in',
  'prices_out',
  'prices_source',
  'prices_sha256',
  'erased_by',
] as const

type FlatColumn = (typeof FLAT_COLUMNS)[number]
type Filled = Partial<FlatReceipt>

const EMPTY = Object.fromEntries(FLAT_COLUMNS.map((column) => [column, null])) as FlatReceipt
/** Between the values of a column that has several. */
const BETWEEN = '; '
const MICRO = 1_000_000

/** `workflow`: of its run. A stage's receipt does not name it. */
export function flatReceipt(receipt: Receipt, workflow: string): FlatReceipt {
  const { run, number, kind, at, previous } = receipt
  return { ...EMPTY, run, number, kind, workflow, at, previous, ...columnsOf(receipt) }
}

function columnsOf(receipt: Receipt): Filled {
  switch (receipt.kind) {
    case 'stage':
      return stageColumns(receipt)
    case 'run':
      return runColumns(receipt)
    case 'adjustment':
      return { stage: receipt.stage, ...costColumns(receipt.cost), ...priceColumns(receipt) }
    case 'verdict':
      return { stage: receipt.stage, quality: receipt.verdict, quality_by: receipt.by }
    case 'redaction':
      return { erased_by: receipt.by }
  }
}

function stageColumns(receipt: StageReceipt): Filled {
  const { stage, outcome, because, ready_at, begun_at, attempts, performer, confidence, threshold } = receipt
  return {
    ...{ stage, outcome, because, ready_at, begun_at, attempts, confidence, threshold },
    performer: performer.ref,
    performer_sha256: performer.digest,
    ...modelColumns(receipt),
    ...costColumns(receipt.cost),
    ...priceColumns(receipt),
    confidence_source: receipt.confidence_source,
    threshold_result: receipt.threshold_result ?? null,
    ...taskColumns(receipt.task),
    ...timeColumns(receipt),
    ...decisionColumns(receipt),
    ...knowledgeColumns(receipt),
    artifacts_sha256: listed(receipt.artifacts.map(({ sha256 }) => sha256)),
    inputs_sha256: receipt.inputs_sha256,
    outputs_sha256: receipt.outputs_sha256,
    handoff_sha256: receipt.handoff_sha256 ?? null,
  }
}

/** Older receipts say only from when to when; how long their tries worked is not known. */
function timeColumns({ times, ready_at, begun_at, task }: StageReceipt): Filled {
  const people = task === null ? null : msBetween(task.first_opened_at, task.decided_at)
  return { ...(times ?? { queue_ms: msBetween(ready_at, begun_at), work_ms: null, people_ms: people }) }
}

function runColumns({
  outcome,
  started_at,
  started_by,
  origin,
  workflow_sha256,
  plan_sha256,
  cost,
}: RunReceipt): Filled {
  return { outcome, started_at, started_by, origin, workflow_sha256, plan_sha256, ...costColumns(cost) }
}

/** In units of the currency, not in millionths. What is free has no currency, and costs 0 as far as is known. */
function costColumns(cost: Cost | null): Filled {
  if (cost === null) return {}
  if (cost.basis === 'free') return { cost: 0, cost_basis: 'free' }
  const { basis, currency, microUnits } = cost
  return { cost: microUnits / MICRO, cost_currency: currency, cost_basis: basis }
}

/** A row is named by whose price it is, of which model, and from which day it holds. */
function priceColumns({ prices = [] }: Pick<StageReceipt, 'prices'>): Filled {
  return {
    prices: listed(prices.map(({ provider, model, effective_from }) => `${provider}/${model} from ${effective_from}`)),
    prices_in: listed(prices.map(({ input }) => input)),
    prices_out: listed(prices.map(({ output }) => output)),
    prices_source: listed(prices.map(({ source }) => source)),
    prices_sha256: listed(prices.map(({ sha256 }) => sha256)),
  }
}

/** The sums over all models; unknown as soon as one of them did not say. */
function modelColumns({ models }: StageReceipt): Filled {
  return {
    models: listed(models.map(({ name }) => name)),
    tokens_in: sumKnown(models.map(({ tokens_in }) => tokens_in)),
    tokens_out: sumKnown(models.map(({ tokens_out }) => tokens_out)),
  }
}

function taskColumns(task: TaskProof | null): Filled {
  if (task === null) return {}
  return {
    task_reason: task.reason,
    task_opened_at: task.first_opened_at,
    task_due_at: task.due_at,
    task_decided_at: task.decided_at,
    task_in_time: task.in_time,
    times_asked: task.times_asked,
  }
}

function decisionColumns({ decision, quality }: StageReceipt): Filled {
  return {
    decision: decision?.type ?? null,
    decided_by: decision?.by ?? null,
    decided_role: decision?.role ?? null,
    decision_reason: decision?.reason ?? null,
    quality: quality?.verdict ?? null,
    quality_by: quality?.by ?? null,
  }
}

function knowledgeColumns({ context, context_sha256 }: StageReceipt): Filled {
  return {
    context: listed(context.map(({ ref }) => ref)),
    context_sha256: context_sha256 ?? null,
    memory_ids: listed(context.flatMap(({ memory_ids = [] }) => memory_ids)),
  }
}

/** Null: there is none. */
function listed(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(BETWEEN)
}

function sumKnown(counts: readonly (number | null)[]): number | null {
  if (counts.length === 0) return null
  return counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0)
}

function msBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : fromIsoTime(to) - fromIsoTime(from)
}
