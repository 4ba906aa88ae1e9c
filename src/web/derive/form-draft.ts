import type { Json, JsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Choice, FieldKind, FormField } from './form-fields.ts'

/** What stands in the fields, as typed: text by name. A field that holds nothing holds an empty text. */
export type FormDraft = Readonly<Record<string, string>>

/** What is wrong, by name of the field. */
export type DraftProblems = Readonly<Record<string, string>>

export function toDraft(fields: readonly FormField[], values: JsonObject): FormDraft {
  return Object.fromEntries(fields.map((field) => [field.name, toText(field, values[field.name])]))
}

function toText({ kind }: FormField, value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  switch (kind.type) {
    case 'choice':
      return String(kind.options.findIndex((option) => JSON.stringify(option.value) === JSON.stringify(value)))
    case 'json':
      return JSON.stringify(value, null, 2)
    case 'text':
    case 'date':
    case 'number':
    case 'yes-no':
      return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

/**
 * The values of a draft. Fields left empty are left out; values that the form has no field for stay as they were.
 * What cannot be read is said per field; whether the values fit the whole schema is for the server to say.
 */
export function readDraft(
  fields: readonly FormField[],
  draft: FormDraft,
  before: JsonObject,
): Result<JsonObject, DraftProblems> {
  const readings = fields.map((field) => ({ field, reading: readField(field, draft[field.name] ?? '') }))
  const problems = readings.flatMap(({ field, reading }) => (reading.ok ? [] : [[field.name, reading.error] as const]))
  if (problems.length > 0) return err(Object.fromEntries(problems))
  const shown = new Set(fields.map(({ name }) => name))
  const rest = Object.entries(before).filter(([name]) => !shown.has(name))
  const read = readings.flatMap(({ field, reading }) =>
    reading.ok && reading.value !== undefined ? [[field.name, reading.value] as const] : [],
  )
  return ok(Object.fromEntries([...rest, ...read]))
}

type FieldReading = Result<Json | undefined, string>

function readField(field: FormField, text: string): FieldReading {
  const { kind, isRequired } = field
  if (kind.type === 'yes-no') return ok(text === '' && !isRequired ? undefined : text === 'true')
  if (text.trim() === '') return isRequired ? err('Fill this in.') : ok(undefined)
  return readTyped(kind, text)
}

function readTyped(kind: Exclude<FieldKind, { readonly type: 'yes-no' }>, text: string): FieldReading {
  switch (kind.type) {
    case 'text':
    case 'date':
      return ok(text)
    case 'number':
      return readNumber(text, kind)
    case 'choice':
      return readChoice(kind.options, text)
    case 'json':
      return readJson(text)
  }
}

function readNumber(text: string, { isWhole }: Extract<FieldKind, { readonly type: 'number' }>): FieldReading {
  const number = Number(text)
  if (!Number.isFinite(number)) return err('Write a number, with a dot before decimals.')
  return isWhole && !Number.isInteger(number) ? err('Write a whole number.') : ok(number)
}

function readChoice(options: readonly Choice[], text: string): FieldReading {
  const option = options[Number(text)]
  return option === undefined ? err('Choose one of the list.') : ok(option.value)
}

function readJson(text: string): FieldReading {
  try {
    return ok(JSON.parse(text) as Json)
  } catch {
    return err('This is not valid JSON.')
  }
}

/** Names of the fields that no longer say what the form began with. */
export function changedFields(draft: FormDraft, initial: FormDraft): readonly string[] {
  return Object.keys(draft).filter((name) => draft[name] !== initial[name])
}
