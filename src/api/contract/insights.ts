import { z } from 'zod'
import { TASK_REASONS } from '../../core/run/task.ts'
import { assumptions } from './assumptions.ts'
import { instant, listOf, orNull, workflowName } from './basics.ts'
import {
  automation,
  confidenceCheck,
  costs,
  decidedInTime,
  load,
  numbers,
  share,
  stalls,
  timeSaved,
} from './insight-parts.ts'

/** Stages that failed or that somebody refused (`rejected`), by the code of the reason, the most frequent first. */
const failure = z
  .object({ reason: z.string(), stages: z.number(), workflows: listOf(workflowName) })
  .readonly()
  .meta({ id: 'InsightFailure' })

const escalation = z
  .object({ reason: z.enum(TASK_REASONS), tasks: z.number() })
  .readonly()
  .meta({ id: 'InsightEscalation' })

const performed = {
  automation: share,
  right: share,
}

const workChartRow = z
  .object({
    workflow: workflowName,
    /** Runs that ended, and how many succeeded. */
    runs: z.number(),
    successes: z.number(),
    ...performed,
    decidedInTime: share,
    /** Ended in the period. */
    stalls: share,
    costs,
    timeSaved,
  })
  .readonly()
  .meta({ id: 'InsightWorkChart' })

/** A skill or an agent that stages were given to. */
const capabilityRow = z
  .object({
    ref: z.string(),
    name: z.string(),
    /** Stages that settled, and how many succeeded. */
    stages: z.number(),
    successes: z.number(),
    ...performed,
    /** Known costs of its stages by currency. */
    costs: listOf(z.object({ currency: z.string(), microUnits: z.number(), stages: z.number() }).readonly()),
    /** Stages whose cost nobody knows. */
    costUnknown: z.number(),
  })
  .readonly()
  .meta({ id: 'InsightCapability' })

/** What proves a step. `target`: the page that shows it. */
const evidence = z
  .object({
    at: instant,
    text: z.string(),
    target: z.discriminatedUnion('type', [
      z.object({ type: z.literal('workflow'), workflow: z.string() }).readonly(),
      z.object({ type: z.literal('run'), run: z.string() }).readonly(),
    ]),
  })
  .readonly()
  .meta({ id: 'Evidence' })

/** How far a WorkChart has come, from evidence only. Null: there is none. */
const commissioning = z
  .object({
    workflow: workflowName,
    /** A version was published. */
    install: orNull(evidence),
    /** It ran and succeeded for the first time. */
    test: orNull(evidence),
    /** It has succeeded often enough, by itself or with people. */
    operational: orNull(evidence),
    /** A version was published after results were measured. */
    optimize: orNull(evidence),
  })
  .readonly()
  .meta({ id: 'Commissioning' })

export const insights = z
  .object({
    now: instant,
    /** `from` is the beginning of the first day, in the zone. */
    period: z
      .object({ days: z.number(), from: instant, to: instant, zone: z.string(), step: z.enum(['day', 'week']) })
      .readonly(),
    /** What the numbers are of. */
    workflows: listOf(workflowName),
    /** Runs that ended in the period; 0: there is nothing to show yet. */
    runs: z.number(),
    numbers,
    automation,
    confidence: confidenceCheck,
    costs,
    timeSaved,
    decidedInTime,
    stalls,
    load,
    failures: listOf(failure),
    escalations: listOf(escalation),
    workCharts: listOf(workChartRow),
    capabilities: listOf(capabilityRow),
    commissioning: listOf(commissioning),
    assumptions: listOf(assumptions),
  })
  .readonly()
  .meta({ id: 'Insights' })

/** WorkCharts that one question can name. */
const INSIGHT_WORKFLOWS_MAX = 100

export const insightsQuery = z.strictObject({
  /** Days up to now. */
  period: z.enum(['7', '30', '90']).default('30'),
  /** Of these WorkCharts only; may be given several times. Absent: of all. */
  workflow: z.union([z.string(), z.array(z.string()).max(INSIGHT_WORKFLOWS_MAX)]).optional(),
  /** An IANA zone, by which days begin. Absent: UTC. */
  zone: z.string().max(64).default('UTC'),
})

export const insightsExportQuery = insightsQuery.extend({ format: z.enum(['csv', 'jsonl']).default('csv') })

export type Insights = z.infer<typeof insights>
export type Commissioning = z.infer<typeof commissioning>
export type InsightWorkChart = z.infer<typeof workChartRow>
export type InsightCapability = z.infer<typeof capabilityRow>
