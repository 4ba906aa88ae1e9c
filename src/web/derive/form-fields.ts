import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'

/** One thing to fill in. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly help: string | null
  readonly isRequired: boolean
  readonly kind: FieldKind
}

export type FieldKind =
  | { readonly type: 'text'; readonly lines: 'one' | 'many' }
  | { readonly type: 'number'; readonly isWhole: boolean }
  | { readonly type: 'yes-no' }
  | { readonly type: 'date' }
  | { readonly type: 'choice'; readonly options: readonly Choice[] }
  /** Anything else is written as JSON. */
  | { readonly type: 'json' }

export interface Choice {
  readonly value: Json
  readonly label: string
}

/** A text that may be longer than this gets more than one line. In characters. */
const LINE_MAX = 80

/** The fields of a flat object's JSON Schema, in its order. `values` are what the form begins with. */
export function formFields(schema: JsonObject, values: JsonObject): readonly FormField[] {
  const required: readonly Json[] = toList(schema['required'])
  return Object.entries(toObject(schema['properties'])).map(([name, property]) => {
    const { title, description } = toObject(property)
    return {
      name,
      label: typeof title === 'string' ? title : spacedName(name),
      help: typeof description === 'string' ? description : null,
      isRequired: required.includes(name),
      kind: kindOf(toObject(property), values[name]),
    }
  })
}

function kindOf(schema: JsonObject, value: Json | undefined): FieldKind {
  const options = choicesOf(schema)
  if (options.length > 0) return { type: 'choice', options }
  switch (schema['type']) {
    case 'string':
      if (isDate(schema, value)) return { type: 'date' }
      return { type: 'text', lines: isLong(schema, value) ? 'many' : 'one' }
    case 'number':
    case 'integer':
      return { type: 'number', isWhole: schema['type'] === 'integer' }
    case 'boolean':
      return { type: 'yes-no' }
    default:
      return { type: 'json' }
  }
}

/** A value that no calendar has is shown as the text it is. */
function isDate({ format }: JsonObject, value: Json | undefined): boolean {
  return format === 'date' && (value === undefined || /^\d{4}-\d{2}-\d{2}$/.test(String(value)))
}

/** What a schema lets choose from; none: anything of its type. */
export function choicesOf(schema: JsonObject): readonly Choice[] {
  const listed = toList(schema['enum']).map((value) => ({ value, label: valueWords(value) }))
  const titled = toList(schema['oneOf']).flatMap((one) => {
    const { const: value, title } = toObject(one)
    return value === undefined ? [] : [{ value, label: typeof title === 'string' ? title : valueWords(value) }]
  })
  return [...listed, ...titled]
}

function isLong(schema: JsonObject, value: Json | undefined): boolean {
  const text = typeof value === 'string' ? value : ''
  const max = schema['maxLength']
  return (
    text.length > LINE_MAX ||
    text.includes('\n') ||
    schema['format'] === 'textarea' ||
    (typeof max === 'number' && max > LINE_MAX)
  )
}

/** `order_id` and `order-id` read as `Order id`. */
export function spacedName(name: string): string {
  const spaced = name.replaceAll(/[_-]+/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** A value in one line, as people write it: `yes`, `0.73`, `kettle 0.73, toaster 0.09`. */
export function valueWords(value: Json): string {
  if (value === null) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(Number(value.toFixed(DECIMALS_MAX)))
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(rowWords).join(', ') : pairWords(toObject(value))
}

/** More decimals say nothing to a reader; what is stored keeps them. */
const DECIMALS_MAX = 3

/** Rows of a list have the same names, so only their values are written. */
function rowWords(row: Json): string {
  return isJsonObject(row) ? Object.values(row).map(valueWords).join(' ') : valueWords(row)
}

function pairWords(pairs: JsonObject): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name} ${valueWords(value)}`)
    .join(', ')
}

function toObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function toList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}
