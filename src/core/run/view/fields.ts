import type { Json, JsonObject } from '../../basics/json.ts'
import { isJsonObject } from '../../basics/json.ts'
import type { Plan } from '../../plan/plan.ts'
import type { JsonSchema } from '../../workflow/workflow.ts'

/** A value with the name people know it by. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly value: Json
}

/** The values of a map, labelled by the `title` or `description` its schema gives them. */
export function fieldsOf(values: JsonObject, schema: JsonSchema | undefined): readonly Field[] {
  const properties = schema?.['properties']
  const described = isJsonObject(properties) ? properties : {}
  return Object.entries(values).map(([name, value]) => ({ name, label: labelOf(name, described[name]), value }))
}

/** What a run was given, labelled as the workflow describes it. */
export function runInputFields(plan: Plan, inputs: JsonObject): readonly Field[] {
  const properties = Object.fromEntries(Object.entries(plan.inputs).map(([name, { schema }]) => [name, schema]))
  return fieldsOf(inputs, { properties })
}

function labelOf(name: string, schema: Json | undefined): string {
  if (!isJsonObject(schema)) return name
  const { title, description } = schema
  if (typeof title === 'string') return title
  return typeof description === 'string' ? description : name
}
