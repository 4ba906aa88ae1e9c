import type { Json, JsonObject } from '../basics/json.ts'
import type { PlannedPerformer, PlannedStage } from '../plan/plan.ts'
import { sumCosts } from '../run/cost.ts'
import { plannedAt } from '../run/plan-index.ts'
import type { Run } from '../run/run.ts'
import { runStatus } from '../run/run.ts'
import type { Settlement } from '../run/settlement.ts'
import type { StageRun } from '../run/stage-run.ts'
import { statusOf } from '../run/stage-run.ts'
import { allStages } from '../run/stage-table.ts'
import type { StageId } from '../workflow/workflow.ts'
import { costText } from './cost-text.ts'

/** What two runs are compared by, in the order in which people ask. */
export const TOPICS = [
  'outcome',
  'version',
  'performers',
  'context',
  'inputs',
  'outputs',
  'confidence',
  'cost',
  'time',
] as const

export type Topic = (typeof TOPICS)[number]

/** One thing that is so in a run. `what` is its name among the facts of this topic and stage. */
export interface RunFact {
  readonly topic: Topic
  /** Null: of the run as a whole. */
  readonly stage: StageId | null
  readonly what: string
  readonly value: Json
}

/** Everything about a run that may be another way in the next one. */
export function runFacts(run: Run): readonly RunFact[] {
  return [...wholeFacts(run), ...allStages(run.stages).flatMap((stage, index) => stageFacts(run, index, stage))]
}

function wholeFacts(run: Run): readonly RunFact[] {
  const { phase, plan, inputs, startedAt } = run
  const ended = phase.type === 'finished' ? phase : undefined
  return factsOf(null, {
    outcome: { status: runStatus(run), ...(ended?.problem === undefined ? {} : { problem: ended.problem }) },
    version: { document: plan.workflow.digest, plan: run.planDigest, stages: plan.stages.map(({ id }) => id) },
    inputs,
    outputs: ended?.outputs ?? {},
    cost: { total: costText(sumCosts(allStages(run.stages).map(({ account }) => account.cost))) },
    time: ended === undefined ? {} : { total: ended.at - startedAt },
  })
}

function stageFacts(run: Run, index: number, stage: StageRun): readonly RunFact[] {
  const planned = plannedAt(run.plan, index)
  return factsOf(planned.id, {
    outcome: outcomeOf(stage),
    version: termsOf(planned),
    performers: performersOf(planned, stage),
    context: contextOf(planned),
    outputs: stage.outputs?.value ?? {},
    confidence: confidenceOf(stage),
    cost: stage.account.begunAt === null ? {} : { cost: costText(stage.account.cost), ...tokensOf(stage) },
    time: timesOf(stage),
  })
}

function factsOf(stage: StageId | null, values: Partial<Record<Topic, JsonObject>>): readonly RunFact[] {
  return TOPICS.flatMap((topic) =>
    Object.entries(values[topic] ?? {}).map(([what, value]): RunFact => ({ topic, stage, what, value })),
  )
}

/** How it ended, why, and after how many tries. */
function outcomeOf(stage: StageRun): JsonObject {
  const because = stage.state.status === 'settled' ? becauseOf(stage.state.settlement) : undefined
  return {
    status: statusOf(stage),
    tries: stage.account.attemptsTotal,
    ...(because === undefined ? {} : { because }),
  }
}

function becauseOf(settlement: Settlement): Json | undefined {
  switch (settlement.outcome) {
    case 'failed':
      return settlement.message
    case 'rejected':
      return { by: settlement.by, note: settlement.note }
    case 'skipped':
      return asJson(settlement.reason)
    case 'succeeded':
      return settlement.decision === null ? undefined : { decision: settlement.decision.type }
    case 'canceled':
      return undefined
  }
}

/** What the stage was told to do; who does it and what it knows are topics of their own. */
function termsOf(planned: PlannedStage): JsonObject {
  const { id, primary, boundBy, tools, reviewer, context, ...terms } = planned
  return asJson(terms) as JsonObject
}

function performersOf({ primary, tools, reviewer }: PlannedStage, { account, state }: StageRun): JsonObject {
  const settlement = state.status === 'settled' ? state.settlement : undefined
  const decidedBy = settlement?.outcome === 'succeeded' ? (settlement.decision?.by ?? null) : null
  return {
    primary: performerOf(primary),
    tools: tools.map(performerOf),
    ...(reviewer === undefined ? {} : { reviewer: performerOf(reviewer) }),
    models: account.models.map(({ name }) => name),
    decided_by: decidedBy,
  }
}

function performerOf(performer: PlannedPerformer): Json {
  const { ref } = performer
  return performer.kind === 'capability' ? { ref, digest: performer.digest, run: asJson(performer.run) } : { ref }
}

function contextOf({ context }: PlannedStage): JsonObject {
  const modules = context.modules.map(({ ref, sha256, tokens }) => [ref, { sha256, tokens }] as const)
  return { ...Object.fromEntries(modules), ...leftOut(context.omitted) }
}

function leftOut(omitted: PlannedStage['context']['omitted']): JsonObject {
  return omitted.length === 0 ? {} : { 'left out': omitted.map(({ ref, reason }) => ({ ref, reason })) }
}

function confidenceOf({ state, answer }: StageRun): JsonObject {
  const settlement = state.status === 'settled' ? state.settlement : undefined
  if (settlement?.outcome === 'succeeded') return { value: settlement.confidence, source: settlement.source }
  return answer === null ? {} : { value: asNumber(answer.answer.confidence) }
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function tokensOf({ account: { models } }: StageRun): JsonObject {
  return models.length === 0 ? {} : { tokens: models.map(({ tokens }) => asJson(tokens)) }
}

/** From its turn to its end, and from the first try on. */
function timesOf({ account: { readyAt, begunAt }, state }: StageRun): JsonObject {
  if (state.status !== 'settled' || readyAt === null) return {}
  return { took: state.at - readyAt, ...(begunAt === null ? {} : { waited: begunAt - readyAt }) }
}

/** Plans, tokens and reasons are plain JSON; what is undefined in them is not there. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}
