import { z } from 'zod'
import type { Json, JsonObject } from '../../core/basics/json.ts'

/** An instant: ISO 8601 in UTC, to the millisecond. */
export const instant = z.iso.datetime().meta({ id: 'Instant', description: 'ISO 8601 in UTC.' })

/** Any JSON value. A body is JSON already when its schema sees it. */
export const json = z
  .custom<Json>((value) => value !== undefined)
  .meta({
    type: ['null', 'boolean', 'number', 'string', 'array', 'object'],
    description: 'Any JSON value.',
  })

/** A map of JSON values by name. */
export const jsonObject = z
  .custom<JsonObject>(isPlainObject)
  .meta({ type: 'object', description: 'JSON values by name.' })

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list nobody changes. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.array(item).readonly()
}

/** A named shape, or null. (`nullable()` of a named one would be written as both at once, which nothing fits.) */
export function orNull<T extends z.ZodType>(shape: T) {
  return z.union([shape, z.null()])
}

/** Who acts: `human:lena-fischer` is shown as `lena-fischer`. */
export const actor = z.object({ id: z.string(), name: z.string() }).readonly().meta({ id: 'Actor' })

export const workflowName = z.object({ id: z.string(), name: z.string() }).readonly().meta({ id: 'WorkflowName' })

export const stageName = z.object({ id: z.string(), name: z.string() }).readonly().meta({ id: 'StageName' })

/** Null where nobody knows; money in micro-units of the currency. */
export const cost = z
  .discriminatedUnion('basis', [
    z.object({ basis: z.literal('free') }).readonly(),
    z.object({ basis: z.enum(['reported', 'estimated']), currency: z.string(), microUnits: z.number() }).readonly(),
  ])
  .meta({ id: 'Cost' })

/** One way of measuring how sure an answer is. `value` from 0 to 1; null: it said nothing that counts. */
const score = z
  .discriminatedUnion('source', [
    z.object({ source: z.literal('reported'), value: z.number().nullable() }).readonly(),
    z
      .object({ source: z.literal('agreement'), value: z.number(), samples: z.number(), agreeing: z.number() })
      .readonly(),
    /** `by`: the second skill. */
    z.object({ source: z.literal('scored'), value: z.number().nullable(), by: z.string() }).readonly(),
  ])
  .meta({ id: 'Score' })

/** `value` null: not known. `threshold` null: nothing is asked of it. Both from 0 to 1. */
export const confidence = z
  .object({
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    source: z.enum(['reported', 'agreement', 'scored', 'human', 'none']),
    /** Every score there is, the one that decides last; absent: the value is all. */
    scores: listOf(score).optional(),
  })
  .readonly()
  .meta({ id: 'Confidence' })

/** A value with the name people know it by. */
export const field = z.object({ name: z.string(), label: z.string(), value: json }).readonly().meta({ id: 'Field' })

/** Who does a stage. `ai` may be unsure, `exact` is a step that can not be, `unavailable`: a person does it instead. */
export const performer = z
  .object({
    kind: z.enum(['ai', 'exact', 'person', 'unavailable']),
    ref: z.string(),
    name: z.string(),
    /** Why it is unavailable, and what would bring it back. */
    reason: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'Performer' })

/** A module that a stage is given. */
export const knownModule = {
  ref: z.string(),
  title: z.string(),
  sha256: z.string(),
  tokens: z.number(),
  /** The memory it is made of; absent: it is a text of its own. */
  memoryIds: listOf(z.string()).optional(),
}

/** What a stage is given to know: each module and its tokens. */
export const context = z
  .object({
    budgetTokens: z.number(),
    usedTokens: z.number(),
    modules: listOf(z.object(knownModule).readonly()),
    /** Modules, and memory of a module, that are not given. */
    omitted: listOf(z.object({ ref: z.string(), reason: z.string(), memoryId: z.string().optional() }).readonly()),
    /** Of all modules together; absent: nothing is given. */
    packSha256: z.string().optional(),
  })
  .readonly()
  .meta({ id: 'Context' })

export const artifact = z
  .object({ name: z.string(), mediaType: z.string(), size: z.number(), sha256: z.string() })
  .readonly()
  .meta({ id: 'Artifact' })

export type Actor = z.infer<typeof actor>
export type Confidence = z.infer<typeof confidence>
export type Context = z.infer<typeof context>
export type Field = z.infer<typeof field>
export type Performer = z.infer<typeof performer>
export type StageName = z.infer<typeof stageName>
