import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { parseJson } from '../../core/event/parse-json.ts'
import { checkExpression, checkTemplate } from '../../core/expression/check-expression.ts'
import type { ExpressionDeclarations } from '../../core/expression/declarations.ts'
import { NO_FACTS } from '../../core/expression/facts.ts'
import { holdsExpression } from '../../core/expression/template.ts'
import { isEventPattern } from '../../core/workflow/event-pattern.ts'

const COMMON = {
  roots: new Set(['event', 'workflow'] as const),
  inputs: {},
  stages: { ids: [], find: () => undefined },
  given: NO_FACTS,
} as const satisfies Omit<ExpressionDeclarations, 'expects'>

/** Why this is no condition on an event; null: it is one, or empty. */
export function filterComplaint(typed: string): string | null {
  if (typed.trim() === '') return null
  const [problem] = checkExpression(typed, { ...COMMON, expects: 'condition' })
  return problem === undefined ? null : `${problem.message} ${problem.help}`
}

/** Why this text can not be worked out from an event; null: it can. */
export function templateComplaint(typed: string): string | null {
  const [problem] = checkTemplate(typed, { ...COMMON, expects: 'value' })
  return problem === undefined ? null : `${problem.message} ${problem.help}`
}

export function typeComplaint(typed: string): string | null {
  return isEventPattern(typed)
    ? null
    : 'Write for example com.example.order.paid, or com.example.* for all that begin so.'
}

/** How a value of an event's run is shown: text as it is, anything else as JSON. */
export function valueText(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What is typed for an input: taken from the event, or the same each time. Refused with the reason. */
export function readValue(typed: string, schema: Json | undefined): Result<Json, string> {
  if (holdsExpression(typed)) {
    const complaint = templateComplaint(typed)
    return complaint === null ? ok(typed) : err(complaint)
  }
  if (isText(schema)) return ok(typed)
  const read = parseJson(typed)
  return read.ok ? ok(read.value) : err('Write a number, true, false, or JSON; or take it from the event.')
}

function isText(schema: Json | undefined): boolean {
  return !isJsonObject(schema) || schema['type'] === undefined || schema['type'] === 'string'
}

/** The values with one changed; null where none is left. */
export function withValue(inputs: JsonObject, name: string, value: Json | undefined): JsonObject | null {
  const { [name]: _before, ...others } = inputs
  const next = value === undefined ? others : { ...others, [name]: value }
  return Object.keys(next).length === 0 ? null : next
}
