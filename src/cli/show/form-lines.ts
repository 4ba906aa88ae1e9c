import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { TaskForm } from '../../core/run/view/offered-answers.ts'
import type { Text } from '../terminal/text.ts'
import { labelled, showValue } from './fields.ts'

/** What a person fills in: each value's name, what it must be, and what it is now. */
export function formLines({ schema, values }: TaskForm): readonly Text[] {
  const { properties = {}, required = [] } = schema
  if (!isJsonObject(properties)) return []
  const isRequired = (name: string): boolean => Array.isArray(required) && required.includes(name)
  return labelled(
    Object.entries(properties).map(([name, property]) => [
      name,
      [describe(property), isRequired(name) ? ', required' : '', nowText(values, name)],
    ]),
    '  ',
  )
}

function describe(property: Json): string {
  if (!isJsonObject(property)) return 'anything'
  const { enum: choices, type, minimum, maximum } = property
  if (Array.isArray(choices)) return `one of ${choices.map(showValue).join(', ')}`
  const kind = typeof type === 'string' ? (WORDS.get(type) ?? type) : 'anything'
  return `${kind}${minimum === undefined ? '' : `, at least ${showValue(minimum)}`}${maximum === undefined ? '' : `, at most ${showValue(maximum)}`}`
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a JSON object'],
])

function nowText(values: JsonObject, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  return value === undefined ? '' : `; now ${showValue(value)}`
}
