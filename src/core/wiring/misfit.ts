import type { JsonSchema } from '../workflow/workflow.ts'
import type { OfferedValue } from './offered-values.ts'
import { valueKind } from './tests-for.ts'

/** Why a value can not be given to an input of a schema: it is another kind of thing, or it may not be there. */
export type Misfit = 'kind' | 'absence'

/** Null: it can. Where a schema says nothing, anything fits. An empty text stands in for a text that is absent. */
export function misfitOf({ schema, mayBeAbsent }: OfferedValue, wanted: JsonSchema): Misfit | null {
  const [kind, own] = [valueKind(wanted), valueKind(schema)]
  if (kind !== 'other' && own !== 'other' && own !== kind) return 'kind'
  return mayBeAbsent && kind !== 'text' && wanted['type'] !== undefined ? 'absence' : null
}
