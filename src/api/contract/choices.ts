import { z } from 'zod'
import { instant, listOf } from './basics.ts'

/** Something that stages can be given to know. */
const contextModule = z
  .object({ ref: z.string(), name: z.string(), description: z.string(), tokens: z.number() })
  .readonly()
  .meta({ id: 'ContextModule' })

export const contextQuery = z.strictObject({
  /** Whose modules come first: the collection of the WorkChart. */
  collection: z.string().max(200).optional(),
})

export const contextList = z
  .object({ modules: listOf(contextModule) })
  .readonly()
  .meta({ id: 'ContextList' })

/** A person or a team, and how many WorkCharts name it. */
const namedPerson = z.object({ ref: z.string(), workCharts: z.number() }).readonly().meta({ id: 'NamedPerson' })

export const peopleList = z
  .object({ people: listOf(namedPerson) })
  .readonly()
  .meta({ id: 'PeopleList' })

export const scheduleQuery = z.strictObject({
  cron: z.string().max(200),
  /** An IANA name. */
  timezone: z.string().max(100),
  /** How many instants. */
  count: z.coerce.number().int().min(1).max(100).default(3),
})

export const scheduleForecast = z
  .object({
    /** The cron in words: "At 09:00, Monday through Friday". */
    words: z.string(),
    /** Soonest first. */
    next: listOf(instant),
  })
  .readonly()
  .meta({ id: 'ScheduleForecast' })

export type ContextList = z.infer<typeof contextList>
export type ContextModule = z.infer<typeof contextModule>
export type NamedPerson = z.infer<typeof namedPerson>
export type PeopleList = z.infer<typeof peopleList>
export type ScheduleForecast = z.infer<typeof scheduleForecast>
