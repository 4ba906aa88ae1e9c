import { z } from 'zod'
import { actor, instant, listOf, orNull, workflowName } from './basics.ts'

/** More is not minutes of a stage but something else. */
const BASELINE_MINUTES_MAX = 10_080

const money = z
  .object({ currency: z.string().regex(/^[A-Z]{3}$/), microUnits: z.int().min(0).max(1_000_000_000_000) })
  .readonly()
  .meta({ id: 'AssumedMoney', description: 'Micro-units of the currency (1 GBP = 1,000,000).' })

/** What the manager of a WorkChart entered. Everything worked out with it is an assumption, and is shown as one. */
export const assumptions = z
  .object({
    workflow: workflowName,
    /** 0: nothing was ever entered. */
    revision: z.number(),
    /** The stages of its newest version, with the minutes each took a person before. Null: not entered. */
    stages: listOf(z.object({ id: z.string(), name: z.string(), minutes: z.number().nullable() }).readonly()),
    /** What an hour of a person costs. */
    hourly: orNull(money),
    /** What an error costs that nobody noticed. */
    perError: orNull(money),
    by: orNull(actor),
    at: orNull(instant),
  })
  .readonly()
  .meta({ id: 'Assumptions' })

/** The whole of what was assumed before is replaced: what is left out is not assumed any more. */
export const assumptionsChange = z
  .strictObject({
    /** The one that was seen; another one since is a conflict. */
    revision: z.int().min(0),
    /** Minutes by the id of the stage. */
    minutes: z.record(z.string().max(200), z.number().min(0).max(BASELINE_MINUTES_MAX)),
    hourly: orNull(money),
    perError: orNull(money),
  })
  .readonly()
  .meta({ id: 'AssumptionsChange' })

export const assumptionsAnswer = z.object({ assumptions }).readonly().meta({ id: 'AssumptionsAnswer' })

export type Assumptions = z.infer<typeof assumptions>
export type AssumptionsChange = z.infer<typeof assumptionsChange>
