import type { JsonObject } from '../basics/json.ts'
import type { Plan, PlannedInput } from '../plan/plan.ts'
import { validateJson } from '../schema/validate-json.ts'
import type { OutputProblem } from './task-refusal.ts'

/** The given inputs, completed by the defaults of those that are missing. */
export function withDefaults(plan: Plan, given: JsonObject): JsonObject {
  const defaults = Object.entries(plan.inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]],
  )
  return { ...Object.fromEntries(defaults), ...given }
}

/** What keeps these inputs from being a run's: unknown, missing, or not as the schema says. */
export function inputProblems(plan: Pick<Plan, 'inputs'>, inputs: JsonObject): OutputProblem[] {
  const unknown = Object.keys(inputs).filter((name) => !Object.hasOwn(plan.inputs, name))
  return [
    ...unknown.map((name) => ({ pointer: `/${name}`, message: `This WorkChart has no input "${name}".` })),
    ...Object.entries(plan.inputs).flatMap(([name, input]) => problemsOfInput(name, input, inputs)),
  ]
}

function problemsOfInput(name: string, input: PlannedInput, inputs: JsonObject): OutputProblem[] {
  const value = Object.hasOwn(inputs, name) ? inputs[name] : undefined
  if (value !== undefined)
    return validateJson(input.schema, value).map(({ pointer, message }) => ({ pointer: `/${name}${pointer}`, message }))
  return input.required ? [{ pointer: `/${name}`, message: `The input "${name}" is missing.` }] : []
}
