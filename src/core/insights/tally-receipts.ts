import type { Timestamp } from '../basics/timestamp.ts'
import { fromIsoTime } from '../basics/timestamp.ts'
import type { AdjustmentReceipt, Receipt, RunReceipt, StageReceipt, VerdictReceipt } from '../receipt/receipt.ts'
import type { Cost } from '../run/cost.ts'
import { sumCosts } from '../run/cost.ts'
import { hasStalled } from './stall.ts'
import type { CaseGroup, CostKind, Tally, TallyGroup } from './tally.ts'
import { difference } from './tally.ts'
import { taskTimes } from './tally-task.ts'
import { workTime } from './work-time.ts'

/** Which WorkChart a run is of. */
export interface Origin {
  readonly workflow: string
}

/** A case of more stages is counted without its path, so that groups stay few and short. */
const PATH_STAGES_MAX = 60

/**
 * What a new receipt of a run changes. `before` are the receipts that its run has already; a stage's needs none of them.
 * What becomes known later of a stage is counted where the stage settled.
 */
export function talliesOf(receipt: Receipt, before: readonly Receipt[], origin: Origin): readonly Tally[] {
  switch (receipt.kind) {
    case 'stage':
      return tallyRun([receipt], origin)
    case 'run':
      return tallyEnd(receipt, before, origin)
    case 'redaction':
      return []
    case 'adjustment':
    case 'verdict':
      return difference(tallyRun([...before, receipt], origin), tallyRun(before, origin))
  }
}

/** All that the receipts of a run count. */
export function tallyRun(receipts: readonly Receipt[], origin: Origin): readonly Tally[] {
  return receipts.flatMap((receipt) => tallyOne(receipt, receipts, origin))
}

function tallyOne(receipt: Receipt, all: readonly Receipt[], origin: Origin): readonly Tally[] {
  switch (receipt.kind) {
    case 'stage':
      return tallyStage(receipt, all, origin)
    case 'run':
      return tallyEnd(receipt, all, origin)
    case 'adjustment':
    case 'redaction':
      return []
    case 'verdict':
      return [decision(origin, { at: fromIsoTime(receipt.at), by: receipt.by, ms: null })]
  }
}

function tallyStage(receipt: StageReceipt, all: readonly Receipt[], origin: Origin): readonly Tally[] {
  if (receipt.outcome === 'skipped') return []
  const later = all.filter((each) => each.kind === 'adjustment' || each.kind === 'verdict')
  const ofIt = later.filter(({ stage }) => stage === receipt.stage)
  return [
    settled(receipt, costWith(receipt.cost, ofIt), origin),
    ...judged(receipt, ofIt, origin),
    ...asked(receipt, origin),
  ]
}

function costWith(cost: Cost | null, later: readonly (AdjustmentReceipt | VerdictReceipt)[]): Cost | null {
  return sumCosts([cost, ...later.flatMap((each) => (each.kind === 'adjustment' ? [each.cost] : []))])
}

function settled(receipt: StageReceipt, cost: Cost | null, { workflow }: Origin): Tally {
  const { stage, performer, outcome, because, decision: decided, task } = receipt
  const by = decided === null && task === null ? 'alone' : 'person'
  const reason = outcome === 'failed' ? codeOf(because) : null
  const group = { workflow, stage, performer: performer.ref, outcome, by, reason } as const
  return tally({ measure: 'stage', ...group, cost: costKind(cost) }, fromIsoTime(receipt.at), microUnitsOf(cost))
}

/** A failure says its code before its words. */
function codeOf(because: string | null): string | null {
  return because === null ? null : because.slice(0, Math.max(0, because.indexOf(':')))
}

/** A later verdict counts before the first. */
function judged(
  receipt: StageReceipt,
  later: readonly (AdjustmentReceipt | VerdictReceipt)[],
  { workflow }: Origin,
): readonly Tally[] {
  const verdict = later.findLast(isFirstLook)?.verdict ?? receipt.quality?.verdict
  if (verdict === undefined) return []
  const confidence = receipt.confidence ?? receipt.quality?.confidence ?? null
  const group = { workflow, stage: receipt.stage, performer: receipt.performer.ref, verdict } as const
  const millionths = Math.round((confidence ?? 0) * 1_000_000)
  return [tally({ measure: 'verdict', ...group, tenth: tenthOf(confidence) }, fromIsoTime(receipt.at), millionths)]
}

/** What another person finds says how well people agree, not how good the answer was. */
function isFirstLook(receipt: AdjustmentReceipt | VerdictReceipt): receipt is VerdictReceipt {
  return receipt.kind === 'verdict' && receipt.second !== true
}

function tenthOf(confidence: number | null): number | null {
  return confidence === null ? null : Math.min(9, Math.floor(confidence * 10))
}

function asked(receipt: StageReceipt, origin: Origin): readonly Tally[] {
  const { stage, task, decision: decided } = receipt
  const at = fromIsoTime(receipt.at)
  const by = decided?.by ?? receipt.quality?.by
  const decisions = by === undefined ? [] : [decision(origin, { at, by, ms: workTime(receipt) })]
  if (task === null) return decisions
  const { ms, ...times } = taskTimes(task)
  const group = { measure: 'task', workflow: origin.workflow, stage, reason: task.reason, ...times } as const
  return [tally(group, at, ms), ...decisions]
}

interface Decided {
  readonly at: Timestamp
  readonly by: string
  readonly ms: number | null
}

function decision({ workflow }: Origin, { at, by, ms }: Decided): Tally {
  return tally({ measure: 'decision', workflow, person: by, time: ms === null ? 'unknown' : 'known' }, at, ms ?? 0)
}

function tallyEnd(receipt: RunReceipt, all: readonly Receipt[], origin: Origin): readonly Tally[] {
  const at = fromIsoTime(receipt.at)
  const stages = all.filter((each) => each.kind === 'stage')
  const late = all.filter((each) => each.kind === 'adjustment').filter(({ number }) => number > receipt.number)
  const cost = costWith(receipt.cost, late)
  const stall = stages.some(hasStalled) ? 'stalled' : 'steady'
  const run = tally(
    { measure: 'run', workflow: origin.workflow, outcome: receipt.outcome, stall, cost: costKind(cost) },
    at,
    microUnitsOf(cost),
  )
  return receipt.outcome === 'succeeded' ? [run, tallyCase(at, stages, origin)] : [run]
}

function tallyCase(at: Timestamp, stages: readonly StageReceipt[], { workflow }: Origin): Tally {
  const done = stages.filter(({ outcome }) => outcome === 'succeeded').map(({ stage }) => stage)
  const times = stages.filter(({ decision: decided }) => decided !== null).map(workTime)
  const group: CaseGroup = {
    measure: 'case',
    workflow,
    path: done.length > PATH_STAGES_MAX ? null : done,
    time: times.includes(null) ? 'unknown' : 'known',
  }
  return tally(
    group,
    at,
    times.reduce<number>((total, ms) => total + (ms ?? 0), 0),
  )
}

function costKind(cost: Cost | null): CostKind {
  if (cost === null) return 'unknown'
  return cost.basis === 'free' ? 'free' : cost.currency
}

function microUnitsOf(cost: Cost | null): number {
  return cost === null || cost.basis === 'free' ? 0 : cost.microUnits
}

function tally(group: TallyGroup, at: Timestamp, sum: number): Tally {
  return { group, at, count: 1, sum }
}
