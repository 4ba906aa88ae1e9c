import type { RunInput } from '../../api/contract/workflows.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import type { TaskForm } from '../../core/run/view/offered-answers.ts'

/** What a run is given, as a form of the same shape as a task's: the defaults stand in it, over them what it begins with. */
export function runForm(inputs: readonly RunInput[], beginning: JsonObject = {}): TaskForm {
  const properties = Object.fromEntries(inputs.map((input) => [input.name, describedSchema(input)]))
  const required = inputs.filter((input) => input.required).map(({ name }) => name)
  const defaults = inputs.filter((input) => input.default !== null).map((input) => [input.name, input.default])
  return { schema: { type: 'object', properties, required }, values: { ...Object.fromEntries(defaults), ...beginning } }
}

function describedSchema({ schema, description }: RunInput): RunInput['schema'] {
  return description === null ? schema : { ...schema, description }
}
