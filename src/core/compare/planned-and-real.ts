import type { Forecast, StageForecast } from '../forecast/forecast.ts'
import type { CostSpan, Span } from '../forecast/span.ts'
import type { BindingLayer, PlannedPerformer, PlannedStage } from '../plan/plan.ts'
import type { Cost } from '../run/cost.ts'
import { sumCosts } from '../run/cost.ts'
import { plannedAt } from '../run/plan-index.ts'
import type { Run } from '../run/run.ts'
import type { Settlement } from '../run/settlement.ts'
import type { StageRun, StageStatus } from '../run/stage-run.ts'
import { statusOf } from '../run/stage-run.ts'
import type { StageCounts } from '../run/stage-table.ts'
import { allStages, unsettledCount } from '../run/stage-table.ts'
import { looksBack } from '../run/task.ts'
import { explainSettlement } from '../run/view/explain-settlement.ts'
import type { StageId } from '../workflow/workflow.ts'

/** What a plan said, beside what happened. */
export interface PlannedAndReal {
  /** Of the run as a whole. */
  readonly run: readonly PlanLine[]
  /** In the plan's order. */
  readonly stages: readonly StageLines[]
}

export interface StageLines {
  readonly stage: StageId
  readonly status: StageStatus
  readonly lines: readonly PlanLine[]
}

/** One thing that a plan says. What nobody knew, or knows, is null, as is what has not happened yet. */
export type PlanLine =
  | Beside<'course', { readonly when: string | null }, Course>
  | Beside<'performer', PlannedDoer, Performed>
  | Beside<'people', Expected, number | null>
  | Beside<'tries', { readonly atMost: number }, number | null>
  | Beside<'models', string, readonly string[] | null>
  | Beside<'time', Span | null, number | null>
  | Beside<'cost', CostSpan | null, Cost | null>
  | Beside<'stages', { readonly total: number; readonly conditional: number }, StagesEnded>
  | Beside<'asked', Forecast['run']['asked'], number>

interface Beside<Topic extends string, Planned, Real> {
  readonly topic: Topic
  readonly planned: Planned
  readonly real: Real
  /** Whether it went another way than the plan said. */
  readonly differs: boolean
}

interface Course {
  readonly status: StageStatus
  readonly because: string | null
}

type Doer = 'performer' | 'person'

interface PlannedDoer {
  readonly name: string
  readonly by: Doer
  /** Which layer decided it. */
  readonly boundBy: BindingLayer
}

/** Who gave the result that was handed on; `person`: `human:lena`. */
type Performed = { readonly by: 'performer' } | { readonly by: 'person'; readonly person: string } | null

/** When a person is asked, and how often one was in the past. */
interface Expected {
  readonly when: 'always' | 'below-threshold' | 'by-target' | 'not-planned'
  readonly threshold: number | null
  readonly past: StageForecast['asked']
}

interface StagesEnded {
  readonly done: number
  readonly skipped: number
  /** Failed, rejected or canceled. */
  readonly otherwise: number
  readonly open: number
}

/** `past`: what receipts from before the run said of its plan. */
export function plannedAndReal(run: Run, past: Forecast): PlannedAndReal {
  const stages = allStages(run.stages).map((stage, index): StageLines => {
    const planned = plannedAt(run.plan, index)
    const told = { run, planned, stage, past: past.stages[index] }
    const lines = neverBegan(stage) ? [courseLine(told)] : stageLines(told)
    return { stage: planned.id, status: statusOf(stage), lines }
  })
  return { run: runLines(run, past.run), stages }
}

interface ToldStage {
  readonly run: Run
  readonly planned: PlannedStage
  readonly stage: StageRun
  readonly past: StageForecast | undefined
}

/** Of what was taken over, or ended before its turn came, there is no more to tell. */
function neverBegan({ state, account }: StageRun): boolean {
  return state.status === 'settled' && account.readyAt === null
}

function stageLines(told: ToldStage): readonly PlanLine[] {
  const { primary } = told.planned
  const own = primary.kind === 'capability' ? [triesLine(told), ...modelsLines(told), costLine(told)] : []
  return [courseLine(told), performerLine(told), peopleLine(told), timeLine(told), ...own]
}

function courseLine({ run, planned, stage }: ToldStage): PlanLine {
  const settlement = settlementOf(stage)
  const because = settlement === undefined ? null : explainSettlement(run.plan, settlement)
  return {
    topic: 'course',
    planned: { when: planned.when ?? null },
    real: { status: statusOf(stage), because },
    differs: settlement !== undefined && !isAsPlanned(settlement),
  }
}

function settlementOf({ state }: StageRun): Settlement | undefined {
  return state.status === 'settled' ? state.settlement : undefined
}

/** A plan has conditions, and what waits for a skipped stage may be skipped with it. */
function isAsPlanned(settlement: Settlement): boolean {
  if (settlement.outcome !== 'skipped') return settlement.outcome === 'succeeded'
  return settlement.reason.type === 'condition-false' || settlement.reason.outcome === 'skipped'
}

function performerLine({ planned: { primary, boundBy }, stage }: ToldStage): PlanLine {
  const by = doerOf(primary)
  const real = performedBy(primary, settlementOf(stage))
  return {
    topic: 'performer',
    planned: { name: primary.name, by, boundBy },
    real,
    differs: real !== null && real.by !== by,
  }
}

/** Where nobody can perform it, a person is planned instead. */
function doerOf({ kind }: PlannedPerformer): Doer {
  return kind === 'capability' ? 'performer' : 'person'
}

function performedBy(primary: PlannedPerformer, settlement: Settlement | undefined): Performed {
  if (settlement?.outcome !== 'succeeded') return null
  const { decision } = settlement
  const isOwn = doerOf(primary) === 'performer' && decision?.type !== 'edit'
  if (isOwn || decision === null) return { by: 'performer' }
  return { by: 'person', person: decision.by }
}

function peopleLine({ planned, stage, past }: ToldStage): PlanLine {
  const expected = { ...whenAsked(planned), past: past?.asked ?? null }
  const real = stage.account.readyAt === null ? null : timesAsked(stage)
  const isMissing = real === 0 && stage.state.status === 'settled'
  const isMore = real !== null && real > 0
  return { topic: 'people', planned: expected, real, differs: expected.when === 'always' ? isMissing : isMore }
}

function whenAsked({ gate, primary }: PlannedStage): Pick<Expected, 'when' | 'threshold'> {
  if (doerOf(primary) === 'person') return { when: 'always', threshold: null }
  if (gate.kind === 'none') return { when: 'not-planned', threshold: null }
  if (gate.kind === 'target-error') return { when: 'by-target', threshold: null }
  return { when: 'below-threshold', threshold: gate.threshold }
}

/** A look back at what was done is nothing the run waited for. */
function timesAsked({ tasks }: StageRun): number {
  return tasks.filter(({ reason }) => !looksBack(reason)).length
}

function triesLine({ planned, stage: { account } }: ToldStage): PlanLine {
  const real = account.begunAt === null ? null : account.attemptsTotal
  return { topic: 'tries', planned: { atMost: planned.retry.maximumAttempts }, real, differs: (real ?? 1) > 1 }
}

/** Only of a model that the plan names. */
function modelsLines({ planned: { primary }, stage: { account } }: ToldStage): readonly PlanLine[] {
  if (primary.kind !== 'capability' || primary.run.type !== 'agent') return []
  const { model } = primary.run
  const names = account.models.map(({ name }) => name)
  return [
    {
      topic: 'models',
      planned: model,
      real: names.length === 0 ? null : names,
      differs: names.some((name) => name !== model),
    },
  ]
}

function timeLine({ stage: { state, account }, past }: ToldStage): PlanLine {
  const isOver = state.status === 'settled' && account.readyAt !== null
  return besideTime(past?.durationMs ?? null, isOver ? state.at - account.readyAt : null)
}

function costLine({ stage: { state, account }, past }: ToldStage): PlanLine {
  return besideCost(past?.cost ?? null, state.status === 'settled' ? account.cost : null)
}

/** Shorter or longer than this beyond what was usual is no news. */
const TIME_MS = 1_000

function besideTime(planned: Span | null, real: number | null): PlanLine {
  const differs = planned !== null && real !== null && (real < planned.low - TIME_MS || real > planned.high + TIME_MS)
  return { topic: 'time', planned, real, differs }
}

function besideCost(planned: CostSpan | null, real: Cost | null): PlanLine {
  return { topic: 'cost', planned, real, differs: planned !== null && real !== null && isOutside(planned, real) }
}

/** Two currencies are not compared. */
function isOutside({ currency, low, high }: CostSpan, real: Cost): boolean {
  if (real.basis === 'free') return low > 0
  const isOther = currency !== null && currency !== real.currency
  return !isOther && (real.microUnits < low || real.microUnits > high)
}

function runLines(run: Run, past: Forecast['run']): readonly PlanLine[] {
  const { phase, startedAt } = run
  const stages = allStages(run.stages)
  const isOver = phase.type === 'finished'
  return [
    stagesLine(run),
    askedLine(run, past.asked),
    besideTime(past.durationMs, isOver ? phase.at - startedAt : null),
    besideCost(past.cost, isOver ? sumCosts(stages.map(({ account }) => account.cost)) : null),
  ]
}

function stagesLine({ plan, stages }: Run): PlanLine {
  const conditional = plan.stages.filter(({ when }) => when !== undefined).length
  const otherwise = endedOtherwise(stages.counts)
  return {
    topic: 'stages',
    planned: { total: plan.stages.length, conditional },
    real: { done: stages.counts.succeeded, skipped: stages.counts.skipped, otherwise, open: unsettledCount(stages) },
    differs: otherwise > 0,
  }
}

function endedOtherwise({ failed, rejected, canceled }: StageCounts): number {
  return failed + rejected + canceled
}

/** What was so every time before is what is planned; what was so at times is neither. */
function askedLine({ stages, phase }: Run, planned: Forecast['run']['asked']): PlanLine {
  const real = allStages(stages).reduce((sum, stage) => sum + timesAsked(stage), 0)
  const isAlways = planned?.type === 'certain' || (planned?.type === 'share' && planned.asked === planned.of)
  const isNever = planned?.type === 'share' && planned.asked === 0
  const isMissing = isAlways && real === 0 && phase.type === 'finished'
  return { topic: 'asked', planned, real, differs: isMissing || (isNever && real > 0) }
}
