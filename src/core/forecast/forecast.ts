import { fromIsoTime } from '../basics/timestamp.ts'
import type { PlannedPerformer, PlannedStage } from '../plan/plan.ts'
import type { Receipt, RunReceipt, StageReceipt } from '../receipt/receipt.ts'
import type { Cost } from '../run/cost.ts'
import type { CostSpan, Span } from './span.ts'
import { costSpan, spanOf } from './span.ts'

/** What the past says about a plan. Nothing is guessed: what never happened is null. */
export interface Forecast {
  /** In the plan's order. */
  readonly stages: readonly StageForecast[]
  /** Of the whole run, from runs of this workflow that succeeded. */
  readonly run: RunForecast
}

export interface StageForecast {
  readonly stage: string
  readonly cost: CostSpan | null
  /** From when it could begin until it was done, people's time included. */
  readonly durationMs: Span | null
  readonly asked: Asked | null
}

interface RunForecast {
  readonly cost: CostSpan | null
  readonly durationMs: Span | null
  /** Runs in which at least one person was asked. */
  readonly asked: Asked | null
}

/** How often a person was asked. `certain`: a person does it. */
type Asked = { readonly type: 'certain' } | { readonly type: 'share'; readonly asked: number; readonly of: number }

/**
 * The forecast of a plan from receipts of its workflow, in any order. A stage's past counts while the same performer does
 * it: what somebody else took says nothing.
 */
export function forecast(stages: readonly PlannedStage[], receipts: readonly Receipt[]): Forecast {
  const settled = receipts.filter((receipt) => receipt.kind === 'stage').filter(hasRun)
  const runs = receipts.filter((receipt) => receipt.kind === 'run').filter(({ outcome }) => outcome === 'succeeded')
  const byStage = groupedByStage(settled)
  return {
    stages: stages.map((stage) => forecastStage(stage, byStage.get(stage.id) ?? [])),
    run: forecastRun(stages, { runs, settled }),
  }
}

/** A stage that was skipped or canceled did nothing that could be measured. */
function hasRun({ outcome }: StageReceipt): boolean {
  return outcome === 'succeeded' || outcome === 'failed' || outcome === 'rejected'
}

/** Once for all stages: a plan may have ten thousand. */
function groupedByStage(settled: readonly StageReceipt[]): ReadonlyMap<string, readonly StageReceipt[]> {
  const byStage = new Map<string, StageReceipt[]>()
  for (const receipt of settled) {
    const known = byStage.get(receipt.stage)
    if (known === undefined) byStage.set(receipt.stage, [receipt])
    else known.push(receipt)
  }
  return byStage
}

function forecastStage({ id, primary }: PlannedStage, settled: readonly StageReceipt[]): StageForecast {
  const past = settled.filter(({ performer }) => performer.ref === primary.ref)
  return {
    stage: id,
    cost: costSpan(past.map(({ cost }) => cost)),
    durationMs: spanOf(past.flatMap(({ ready_at, at }) => (ready_at === null ? [] : [between(ready_at, at)]))),
    asked: askedOf(primary, past),
  }
}

function askedOf(primary: PlannedPerformer, past: readonly StageReceipt[]): Asked | null {
  if (isHuman(primary)) return { type: 'certain' }
  return shareOf(past.map(({ task }) => task !== null))
}

interface Past {
  readonly runs: readonly RunReceipt[]
  readonly settled: readonly StageReceipt[]
}

function forecastRun(stages: readonly PlannedStage[], { runs, settled }: Past): RunForecast {
  const withPerson = new Set(settled.filter(({ task }) => task !== null).map(({ run }) => run))
  const costs: readonly (Cost | null)[] = runs.map(({ cost }) => cost)
  return {
    cost: costSpan(costs),
    durationMs: spanOf(runs.map(({ started_at, at }) => between(started_at, at))),
    asked: stages.some(isAlwaysAsked) ? { type: 'certain' } : shareOf(runs.map(({ run }) => withPerson.has(run))),
  }
}

/** A stage that nothing can skip, and that a person does. */
function isAlwaysAsked({ primary, when, dependsOn }: PlannedStage): boolean {
  return isHuman(primary) && when === undefined && dependsOn.length === 0
}

/** A person does it: because it was planned so, or because nobody else can. */
function isHuman({ kind }: PlannedPerformer): boolean {
  return kind !== 'capability'
}

function shareOf(asked: readonly boolean[]): Asked | null {
  return asked.length === 0 ? null : { type: 'share', asked: asked.filter(Boolean).length, of: asked.length }
}

function between(from: string, to: string): number {
  return fromIsoTime(to) - fromIsoTime(from)
}
