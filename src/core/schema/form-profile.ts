import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject, objectOrEmpty } from '../basics/json.ts'
import { childPointer, pointerLabel } from '../basics/json-pointer.ts'

/** `portable`: any program that asks people for simple values can show it. `web-only`: the web page can, or it is JSON. */
export const FORM_PROFILES = ['portable', 'web-only'] as const

export interface FormProfile {
  readonly profile: (typeof FORM_PROFILES)[number]
  /** What makes it web-only; empty: it is portable. */
  readonly reasons: readonly FormReason[]
}

export interface FormReason {
  /** JSON Pointer into the schema. */
  readonly pointer: string
  /** One sentence. */
  readonly message: string
}

/**
 * How a form can be shown. Portable is what MCP lets a server ask a person: a flat object of texts, numbers, yes or no,
 * and choices (https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation).
 */
export function formProfile(schema: JsonObject): FormProfile {
  const fields = Object.entries(objectOrEmpty(schema['properties']))
  const reasons = [
    ...formReasons(schema),
    ...fields.flatMap(([name, field]) => fieldReasons(field, childPointer('/properties', name))),
  ]
  return { profile: reasons.length === 0 ? 'portable' : 'web-only', reasons }
}

const FORM_KEYS = ['$schema', 'type', 'title', 'description', 'properties', 'required']

function formReasons(schema: JsonObject): readonly FormReason[] {
  const more = Object.keys(schema).filter((key) => !FORM_KEYS.includes(key))
  return [
    ...(schema['type'] === 'object' ? [] : [{ pointer: '', message: 'The form does not say that it is an object.' }]),
    ...more.map((key) => ({ pointer: childPointer('', key), message: `The form has \`${key}\`.` })),
  ]
}

const COMMON_KEYS = ['type', 'title', 'description', 'default']

const KEYS: ReadonlyMap<Json | undefined, readonly string[]> = new Map([
  ['string', ['minLength', 'maxLength', 'format', 'enum', 'oneOf']],
  ['number', ['minimum', 'maximum']],
  ['integer', ['minimum', 'maximum']],
  ['boolean', []],
  ['array', ['items', 'minItems', 'maxItems']],
])

function fieldReasons(field: Json, pointer: string): readonly FormReason[] {
  const name = pointerLabel(pointer)
  if (!isJsonObject(field)) return [{ pointer, message: `The field ${name} may be anything.` }]
  const known = KEYS.get(field['type'])
  if (known === undefined) return [{ pointer, message: `The field ${name} is ${kindWords(field['type'])}.` }]
  const more = Object.keys(field).filter((key) => !COMMON_KEYS.includes(key) && !known.includes(key))
  return [
    ...more.map((key) => ({ pointer: childPointer(pointer, key), message: `The field ${name} has \`${key}\`.` })),
    ...formatReasons(field, pointer),
    ...choiceReasons(field, pointer),
  ]
}

function kindWords(type: Json | undefined): string {
  if (type === 'object') return 'an object'
  return type === undefined ? 'of no type that it names' : 'of another type than text, number, yes or no, or choices'
}

const FORMATS: readonly (Json | undefined)[] = [undefined, 'email', 'uri', 'date', 'date-time']

function formatReasons({ type, format }: JsonObject, pointer: string): readonly FormReason[] {
  if (type !== 'string' || FORMATS.includes(format)) return []
  const message = `The field ${pointerLabel(pointer)} has a format that is no e-mail, address, date or time.`
  return [{ pointer: childPointer(pointer, 'format'), message }]
}

function choiceReasons({ type, enum: values, oneOf, items }: JsonObject, pointer: string): readonly FormReason[] {
  const name = pointerLabel(pointer)
  const reason = (at: string, message: string): FormReason => ({ pointer: `${pointer}${at}`, message })
  if (type === 'array')
    return isChoice(items) ? [] : [reason('', `The field ${name} is a list of something else than choices.`)]
  if (type !== 'string') return []
  return [
    ...(values === undefined || isTexts(values) ? [] : [reason('/enum', `The choices of ${name} are not all texts.`)]),
    ...(oneOf === undefined || isTitled(oneOf)
      ? []
      : [reason('/oneOf', `The choices of ${name} are not all a text with a title.`)]),
  ]
}

/** What a list lets choose from. */
function isChoice(items: Json | undefined): boolean {
  if (!isJsonObject(items)) return false
  const { type, enum: values, ...more } = items
  return type === 'string' && isTexts(values) && Object.keys(more).length === 0
}

function isTexts(values: Json | undefined): boolean {
  return Array.isArray(values) && values.every((value) => typeof value === 'string')
}

function isTitled(choices: Json): boolean {
  return Array.isArray(choices) && choices.every(isTitledChoice)
}

function isTitledChoice(choice: Json): boolean {
  const { const: value, title, ...more } = objectOrEmpty(choice)
  return typeof value === 'string' && typeof title === 'string' && Object.keys(more).length === 0
}
