import { z } from 'zod'
import { confidence, cost, listOf, orNull, stageName } from './basics.ts'
import { asked, costSpan, span } from './plan.ts'
import { bindingLayer } from './planned-stage.ts'
import { runStatus, stageStatus } from './runs.ts'

/** What a plan said of one thing, and what happened. */
function beside<Topic extends string, Planned extends z.ZodType, Real extends z.ZodType>(
  topic: Topic,
  { planned, real }: { readonly planned: Planned; readonly real: Real },
) {
  return z
    .object({
      topic: z.literal(topic),
      planned,
      real,
      /** Whether it went another way than the plan said. */
      differs: z.boolean(),
    })
    .readonly()
}

const doer = z.enum(['performer', 'person'])
const count = z.number()

const course = beside('course', {
  planned: z.object({ when: z.string().nullable() }).readonly(),
  real: z.object({ status: stageStatus, because: z.string().nullable() }).readonly(),
})

const performer = beside('performer', {
  planned: z.object({ name: z.string(), by: doer, boundBy: bindingLayer }).readonly(),
  real: orNull(
    z.discriminatedUnion('by', [
      z.object({ by: z.literal('performer') }).readonly(),
      z.object({ by: z.literal('person'), person: z.string() }).readonly(),
    ]),
  ),
})

const people = beside('people', {
  planned: z
    .object({
      when: z.enum(['always', 'below-threshold', 'by-target', 'not-planned']),
      threshold: confidence.unwrap().shape.threshold,
      past: orNull(asked),
    })
    .readonly(),
  /** How often a person was asked. */
  real: count.nullable(),
})

const stages = beside('stages', {
  planned: z.object({ total: count, conditional: count }).readonly(),
  /** `otherwise`: failed, rejected or canceled. */
  real: z.object({ done: count, skipped: count, otherwise: count, open: count }).readonly(),
})

/** One thing that a plan says. Null: nobody knew or knows, or it has not happened yet. */
const planLine = z
  .discriminatedUnion('topic', [
    course,
    performer,
    people,
    beside('tries', { planned: z.object({ atMost: count }).readonly(), real: count.nullable() }),
    beside('models', { planned: z.string(), real: listOf(z.string()).nullable() }),
    /** In milliseconds. */
    beside('time', { planned: orNull(span), real: count.nullable() }),
    beside('cost', { planned: orNull(costSpan), real: orNull(cost) }),
    stages,
    beside('asked', { planned: orNull(asked), real: count }),
  ])
  .meta({ id: 'PlanLine' })

/** What a plan said beside what happened: of the run, and of its stages, those first in which something differs. */
export const plannedAndReal = z
  .object({
    id: z.string(),
    status: runStatus,
    run: listOf(planLine),
    stages: listOf(z.object({ stage: stageName, status: stageStatus, lines: listOf(planLine) }).readonly()),
    /** Stages in which something differs, of all. */
    differing: count,
    /** Stages that are left out here. */
    omitted: count,
  })
  .readonly()
  .meta({ id: 'PlannedAndReal' })

export type PlannedAndReal = z.infer<typeof plannedAndReal>
export type PlanLine = z.infer<typeof planLine>
