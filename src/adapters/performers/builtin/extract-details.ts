import { z } from 'zod'
import type { Json, JsonObject } from '../../../core/basics/json.ts'
import type { Result } from '../../../core/basics/result.ts'
import { ok } from '../../../core/basics/result.ts'
import type { Assignment, Performer } from '../../../engine/ports.ts'
import type { BuiltinAnswer, Refusal } from '../attempt-results.ts'
import { answered, refused } from '../attempt-results.ts'
import type { FoundDetails } from '../details/find-details.ts'
import { DETAIL_KINDS, findDetails } from '../details/find-details.ts'
import { INPUTS, readShape, SETTINGS } from '../read-shape.ts'

/**
 * *Pull out details*: input `{text}`; outputs one value for each detail that the skill's settings name and the text
 * holds. By pattern only. Confidence is the share of the named details that stand in the text in exactly one value:
 * a detail that is missing, or of which there are two, lowers it. Nothing found: unknown.
 */
export function createExtractDetails(): Performer {
  return { perform: async (assignment) => toResult(extract(assignment)) }
}

const extractSettings = z.strictObject({
  /** Output name to what is looked for. */
  details: z
    .record(z.string().regex(/^[A-Za-z_]\w{0,63}$/, 'must be a name such as order_number'), z.enum(DETAIL_KINDS))
    .refine((details) => Object.keys(details).length > 0, 'must name at least one detail'),
  dates: z.enum(['day-first', 'month-first', 'iso-only']).default('iso-only'),
})

/** A long mail thread; more is a document, and details in it are no longer about one matter. */
const TEXT_MAX = 200_000
const extractInputs = z.object({ text: z.string().max(TEXT_MAX) })

function extract({ inputs, performer }: Assignment): Result<BuiltinAnswer, Refusal> {
  const settings = readShape(extractSettings, performer.run.type === 'builtin' ? performer.run.settings : {}, SETTINGS)
  if (!settings.ok) return settings
  const given = readShape(extractInputs, inputs, INPUTS)
  if (!given.ok) return given
  const found = findDetails(given.value.text, settings.value.dates)
  return ok(toAnswer(settings.value.details, found))
}

function toAnswer(wanted: Readonly<Record<string, keyof FoundDetails>>, found: FoundDetails): BuiltinAnswer {
  const details = Object.entries(wanted).map(([name, kind]) => ({ name, values: found[kind] }))
  const present = details.filter(({ values }) => values.length > 0)
  const certain = present.filter(({ values }) => values.length === 1)
  const outputs: JsonObject = Object.fromEntries(
    present.map(({ name, values }): [string, Json] => [name, values[0] ?? null]),
  )
  const confidence = present.length === 0 ? null : certain.length / details.length
  return { outputs, confidence, summary: `Found ${present.length} of ${details.length} details.` }
}

function toResult(answer: Result<BuiltinAnswer, Refusal>) {
  return answer.ok ? answered(answer.value) : refused(answer.error)
}
