import { z } from 'zod'
import { STALL_KINDS } from '../../core/stall/stall.ts'
import { actor, instant, listOf, orNull } from './basics.ts'
import { runStatus } from './runs.ts'

/** Runs of the last `days` days that stalled, of those that finished or stalled. */
export const stallBudget = z
  .object({
    days: z.number(),
    stalled: z.number(),
    of: z.number(),
    /** From 0 to 1, with its 95 % interval; null: `of` is 0. */
    share: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** The largest share that is allowed, and how many of these runs that are. */
    shareMax: z.number(),
    allowed: z.number(),
    /** Nothing is left of what is allowed. */
    isSpent: z.boolean(),
  })
  .readonly()
  .meta({ id: 'StallBudget' })

const stall = z
  .object({
    /** A later one is greater. */
    number: z.number(),
    run: z.object({ id: z.string(), title: z.string().nullable(), status: runStatus }).readonly(),
    stage: z.object({ id: z.string(), name: z.string() }).readonly(),
    kind: z.enum(STALL_KINDS),
    at: instant,
    /** What was done about it at once. */
    response: z.enum(['asked', 'tried-again', 'ended']),
    /** The task that it went to, as it is now; null: nobody was asked. */
    task: z
      .object({
        id: z.string(),
        status: z.enum(['open', 'answered', 'withdrawn']),
        to: listOf(actor),
        takenBy: orNull(actor),
        decidedBy: orNull(actor),
      })
      .readonly()
      .nullable(),
  })
  .readonly()
  .meta({ id: 'Stall' })

/** The last first. `before` asks for those that follow; null: these are all. */
export const stallList = z
  .object({ budget: stallBudget, stalls: listOf(stall), before: z.number().nullable() })
  .readonly()
  .meta({ id: 'StallList' })

const STALLS_SHOWN = 50

export const stallQuery = z.strictObject({
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(STALLS_SHOWN).default(STALLS_SHOWN),
})

export type StallBudget = z.infer<typeof stallBudget>
export type Stall = z.infer<typeof stall>
export type StallList = z.infer<typeof stallList>
