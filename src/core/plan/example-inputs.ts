import type { JsonObject } from '../basics/json.ts'
import type { Plan, PlannedInput } from './plan.ts'

/** What a run can be tried with: the default of each input, else the first example of its schema. */
export function exampleInputs({ inputs }: Plan): JsonObject {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, input]) => {
      const example = exampleOf(input)
      return example === undefined ? [] : [[name, example]]
    }),
  )
}

function exampleOf({ default: usual, schema }: PlannedInput) {
  if (usual !== undefined) return usual
  const { examples } = schema
  return schema['default'] ?? (Array.isArray(examples) ? examples[0] : undefined)
}
