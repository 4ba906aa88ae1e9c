import type { Json } from '../basics/json.ts'
import { checkSchema } from '../schema/check-schema.ts'
import type { ValueProblem } from '../schema/explain-failure.ts'
import { validateJson } from '../schema/validate-json.ts'
import type { JsonSchema } from '../workflow/workflow.ts'

/** Where `value` does not fit `schema`. Nothing is said by a schema that is itself wrong: that is another rule's matter. */
export function misfits(schema: JsonSchema, value: Json): readonly ValueProblem[] {
  return checkSchema(schema).length > 0 ? [] : validateJson(schema, value)
}
