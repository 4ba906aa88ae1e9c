import { z } from 'zod'
import { instant, knownModule, listOf } from './basics.ts'
import { PACK_BUDGET_MAX, PACK_BUDGET_USUAL } from './pack-limits.ts'

/** Something that stages can be given to know. */
const contextModule = z
  .object({
    ref: z.string(),
    name: z.string(),
    description: z.string(),
    /** Of all it could give. */
    tokens: z.number(),
    /** Where its file stands. */
    source: z.string(),
    /** Approved memory it could give; null: it is a text of its own. */
    items: z.number().nullable(),
  })
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

const PACK_MODULES_CHARACTERS_MAX = 4_000

export const packQuery = z.strictObject({
  /** References, with commas between them. */
  modules: z.string().min(1).max(PACK_MODULES_CHARACTERS_MAX),
  /** Tokens. */
  budget: z.coerce.number().int().min(0).max(PACK_BUDGET_MAX).default(PACK_BUDGET_USUAL),
  collection: z.string().max(200).optional(),
  /** Whose memory; absent: that of no venture in particular. */
  venture: z.string().max(200).optional(),
})

/** What a stage would be given to know, with every text as it would be given. */
export const contextPack = z
  .object({
    budgetTokens: z.number(),
    usedTokens: z.number(),
    modules: listOf(z.object({ ...knownModule, text: z.string() }).readonly()),
    omitted: listOf(z.object({ ref: z.string(), reason: z.string(), memoryId: z.string().optional() }).readonly()),
    packSha256: z.string().optional(),
  })
  .readonly()
  .meta({ id: 'ContextPack' })

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
export type ContextPack = z.infer<typeof contextPack>
export type ContextModule = z.infer<typeof contextModule>
export type NamedPerson = z.infer<typeof namedPerson>
export type PeopleList = z.infer<typeof peopleList>
export type ScheduleForecast = z.infer<typeof scheduleForecast>
