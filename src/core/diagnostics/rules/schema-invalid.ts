import { childPointer } from '../../basics/json-pointer.ts'
import { checkSchema } from '../../schema/check-schema.ts'
import type { JsonSchema, Workflow } from '../../workflow/workflow.ts'
import { escalations } from '../escalations.ts'
import type { Rule } from '../rule.ts'

/** Inputs, outputs and forms are JSON Schemas of draft 2020-12. */
export const schemaInvalid: Rule = {
  id: 'schema-invalid',
  severity: 'error',
  check: ({ workflow }) =>
    schemasIn(workflow).flatMap(([schema, pointer]) =>
      checkSchema(schema).map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer}` })),
    ),
}

function schemasIn(workflow: Workflow): readonly (readonly [JsonSchema, string])[] {
  return [
    ...Object.entries(workflow.inputs).map(([name, { schema }]) => [schema, childPointer('/inputs', name)] as const),
    ...escalations(workflow).flatMap(([{ form }, pointer]) =>
      form === undefined ? [] : [[form, `${pointer}/form`] as const],
    ),
    ...workflow.stages.flatMap(({ outputs = {} }, index) =>
      Object.entries(outputs).map(
        ([name, schema]) => [schema, childPointer(`/stages/${index}/outputs`, name)] as const,
      ),
    ),
  ]
}
