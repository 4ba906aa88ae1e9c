import type { Json, JsonObject } from '../../core/basics/json.ts'
import { textOr } from '../../core/basics/json.ts'
import { freeId, toId } from '../../core/workflow/slug.ts'
import { choicesOf } from './form-fields.ts'
import { titleOf } from './wiring-view.ts'

/** A field that somebody is asked to fill in, as the builder sets it up. */
export interface FieldSetup {
  readonly title: string
  readonly help: string
  /** `other`: a schema that only the source can say. */
  readonly type: FieldType | 'other'
  readonly choices: readonly string[]
  readonly minimum: number | null
  readonly maximum: number | null
}

export type FieldType = 'text' | 'long-text' | 'number' | 'yes-no' | 'choice' | 'date'

export const FIELD_TYPES = [
  { value: 'text', label: 'Text' },
  { value: 'long-text', label: 'Long text' },
  { value: 'number', label: 'Number' },
  { value: 'yes-no', label: 'Yes or no' },
  { value: 'choice', label: 'Choice' },
  { value: 'date', label: 'Date' },
] as const satisfies readonly { readonly value: FieldType; readonly label: string }[]

/** What a new choice begins with: one that can be chosen is none. */
const FIRST_CHOICES = ['First', 'Second']
const CHOICES_MAX = 50
export const TITLE_CHARACTERS_MAX = 80

/** What the schema of a field says, in the builder's terms. */
export function fieldSetup(schema: JsonObject, name: string): FieldSetup {
  const { minimum, maximum } = schema
  return {
    title: titleOf(schema, name),
    help: textOr(schema['description'], ''),
    type: typeOf(schema),
    choices: choicesOf(schema).map(({ value }) => String(value)),
    minimum: numberOrNull(minimum),
    maximum: numberOrNull(maximum),
  }
}

const BY_TYPE: ReadonlyMap<Json | undefined, FieldType> = new Map<Json, FieldType>([
  ['number', 'number'],
  ['integer', 'number'],
  ['boolean', 'yes-no'],
])

function typeOf(schema: JsonObject): FieldSetup['type'] {
  const { type, format } = schema
  const choices = choicesOf(schema)
  if (choices.length > 0) return choices.every(({ value }) => typeof value === 'string') ? 'choice' : 'other'
  if (type !== 'string') return BY_TYPE.get(type) ?? 'other'
  if (format === 'date') return 'date'
  return format === 'textarea' ? 'long-text' : 'text'
}

function numberOrNull(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}

/** The schema with one thing changed. What the builder has no field for stays, unless the type is another one. */
export function withSetup(schema: JsonObject, name: string, change: Partial<FieldSetup>): JsonObject {
  const setup = { ...fieldSetup(schema, name), ...change }
  const isOther = change.type !== undefined && change.type !== typeOf(schema)
  const { title: _title, description: _help, ...rest } = isOther ? kept(schema) : schema
  const typed = setup.type === 'other' ? rest : withType(rest, setup)
  return {
    ...typed,
    ...(setup.title === titleOf({}, name) ? {} : { title: setup.title }),
    ...(setup.help === '' ? {} : { description: setup.help }),
  }
}

/** What means the same whatever the type is. */
function kept({ title, description, optional }: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify({ title, description, optional })) as JsonObject
}

function withType(schema: JsonObject, { type, choices, minimum, maximum }: FieldSetup): JsonObject {
  const { enum: _enum, oneOf: _oneOf, minimum: _minimum, maximum: _maximum, ...rest } = schema
  switch (type) {
    case 'choice':
      return isSameChoice(schema, choices) ? schema : { ...rest, type: 'string', enum: someChoices(choices) }
    case 'number':
      return {
        ...rest,
        type: schema['type'] === 'integer' ? 'integer' : 'number',
        ...(minimum === null ? {} : { minimum }),
        ...(maximum === null ? {} : { maximum }),
      }
    case 'yes-no':
      return { ...rest, type: 'boolean' }
    case 'date':
      return { ...rest, type: 'string', format: 'date' }
    case 'long-text':
      return { ...rest, type: 'string', format: 'textarea' }
    default:
      return { ...rest, type: 'string' }
  }
}

/** Titles of choices stay while the choices do. */
function isSameChoice(schema: JsonObject, choices: readonly string[]): boolean {
  const before = choicesOf(schema)
  return before.length > 0 && before.length === choices.length && before.every(({ value }, at) => value === choices[at])
}

function someChoices(choices: readonly string[]): readonly string[] {
  const some = [...new Set(choices.map((choice) => choice.trim()))].filter((choice) => choice !== '')
  return some.length === 0 ? FIRST_CHOICES : some.slice(0, CHOICES_MAX)
}

/** A name for a new field, from its title: names begin with a letter, and each stands once. */
export function fieldName(title: string, taken: readonly string[]): string {
  const id = toId(title)
  const name = /^[a-z]/.test(id) ? id : `field-${id}`.replace(/-$/, '')
  return freeId(name, new Set(taken.map((each) => each.replaceAll('_', '-')))).replaceAll('-', '_')
}
