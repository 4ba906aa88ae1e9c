import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject, objectOrEmpty } from '../../core/basics/json.ts'

/** The fields of a form, by name. */
export type FormSchemas = Readonly<Record<string, JsonObject>>

/** The form that an escalation asks people to fill in; undefined: the usual one, with what the stage gives. */
export function ownForm(escalation: JsonObject): FormSchemas | undefined {
  const { form } = escalation
  return isJsonObject(form) ? fieldsOf(form) : undefined
}

export function fieldsOf(schema: JsonObject): FormSchemas {
  const fields = Object.entries(objectOrEmpty(schema['properties']))
  return Object.fromEntries(fields.map(([name, field]) => [name, objectOrEmpty(field)]))
}

/** As the document says it. Null: without fields there is no form. */
export function writtenForm(fields: FormSchemas): Json {
  const required = Object.keys(fields)
  return required.length === 0 ? null : { type: 'object', properties: fields, required }
}

export function withField(fields: FormSchemas, name: string, schema: JsonObject | null): FormSchemas {
  if (schema !== null) return { ...fields, [name]: schema }
  return Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name))
}
