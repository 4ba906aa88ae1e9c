import { z } from 'zod'
import { instant, listOf, workflowName } from './basics.ts'

/** Days one calendar shows. */
const DAYS_MAX = 14
const DAYS_USUAL = 7

export const calendarQuery = z.strictObject({
  /** The first day is the one this instant is in; absent: today. */
  from: instant.optional(),
  days: z.coerce.number().int().min(1).max(DAYS_MAX).default(DAYS_USUAL),
  /** Whose days they are: an IANA name. */
  timezone: z.string().min(1).max(100),
})

const which = {
  /** `<workflow>/<trigger>`. */
  trigger: z.string(),
  workflow: workflowName,
}

const dayStarts = z.discriminatedUnion('type', [
  z.object({ type: z.literal('times'), instants: listOf(instant) }).readonly(),
  /** Too often to name each time. */
  z.object({ type: z.literal('often'), timesADay: z.number(), first: instant }).readonly(),
])

const calendarDay = z
  .object({
    /** `2026-12-31` */
    date: z.iso.date(),
    /** What schedules did on this day so far, by schedule. */
    been: listOf(z.object({ ...which, started: z.number(), leftOut: z.number(), waiting: z.number() }).readonly()),
    /** What is to come, the soonest first. */
    toCome: listOf(z.object({ ...which, words: z.string(), starts: dayStarts }).readonly()),
  })
  .readonly()
  .meta({ id: 'CalendarDay' })

export const calendar = z
  .object({
    timezone: z.string(),
    days: listOf(calendarDay),
    /** Schedules that start something in this time and are not shown, because there are too many. */
    omitted: z.number(),
  })
  .readonly()
  .meta({ id: 'Calendar' })

export type Calendar = z.infer<typeof calendar>
export type CalendarDay = Calendar['days'][number]
