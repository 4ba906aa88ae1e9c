import { z } from 'zod'
import { instant, jsonObject, listOf, workflowName } from './basics.ts'

/** A schedule of a published WorkChart. */
export const trigger = z
  .object({
    /** `<workflow>/<trigger>`. */
    id: z.string(),
    workflow: workflowName,
    cron: z.string(),
    /** The cron in words: "At 09:00, Monday through Friday". */
    words: z.string(),
    timezone: z.string(),
    enabled: z.boolean(),
    inputs: jsonObject,
    /** The next instants, soonest first; none while it is not enabled. */
    next: listOf(instant),
    lastRun: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'Trigger' })

/** What an instant of a schedule led to. */
const firing = z
  .object({
    trigger: z.string(),
    instant,
    decidedAt: instant,
    outcome: z.discriminatedUnion('type', [
      z.object({ type: z.literal('run'), run: z.string() }).readonly(),
      z
        .object({ type: z.literal('skipped'), reason: z.enum(['overlap', 'missed', 'refused']), detail: z.string() })
        .readonly(),
    ]),
  })
  .readonly()
  .meta({ id: 'Firing' })

export const triggerQuery = z.strictObject({
  /** How many next instants of each. */
  count: z.coerce.number().int().min(1).max(100).default(5),
  /** Count from this instant instead of from now. */
  from: instant.optional(),
})

export const triggerList = z
  .object({ triggers: listOf(trigger), firings: listOf(firing) })
  .readonly()
  .meta({ id: 'TriggerList' })

export type Firing = z.infer<typeof firing>
export type Trigger = z.infer<typeof trigger>
