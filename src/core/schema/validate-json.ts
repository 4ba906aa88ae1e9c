import type { OutputUnit, Schema } from '@cfworker/json-schema'
import { validate } from '@cfworker/json-schema'
import type { Json, JsonObject } from '../basics/json.ts'
import { preparedSchema } from './check-schema.ts'
import type { ValueProblem } from './explain-failure.ts'
import { explainFailure } from './explain-failure.ts'
import { COMPARED_ITEMS_MAX, EXPLAINED_VALUES_MAX, VALUE_PROBLEMS_MAX } from './limits.ts'
import { measureValue } from './measure-value.ts'

/**
 * Everything that is wrong with `value` by a JSON Schema of draft 2020-12, at most a hundred sentences; none where it
 * fits. A schema that `checkSchema` complains about fits nothing. Formats are checked. Interprets; generates no code.
 */
export function validateJson(schema: JsonObject, value: Json): readonly ValueProblem[] {
  const { problems, program, comparesItems } = preparedSchema(schema)
  const [broken] = problems
  if (broken !== undefined) return [{ pointer: '', message: `The schema can not be used: ${broken.message}` }]
  const { refusal, values } = measureValue(value, comparesItems ? COMPARED_ITEMS_MAX : Number.POSITIVE_INFINITY)
  if (refusal !== undefined) return [refusal]
  const stopsEarly = values > EXPLAINED_VALUES_MAX
  const { errors } = validate(value, program as Schema, '2020-12', NO_REFERENCES, stopsEarly)
  return toProblems(errors, program)
}

// The program holds no reference, so there is nothing to look up.
const NO_REFERENCES = {}

function toProblems(errors: readonly OutputUnit[], program: JsonObject): readonly ValueProblem[] {
  const hidden = new Set(errors.filter(({ keyword }) => HIDING.has(keyword)).map(hiddenPart))
  const shown = errors.filter(({ keyword, keywordLocation }) => {
    return !PASSING.has(keyword) && !parentsOf(keywordLocation).some((parent) => hidden.has(parent))
  })
  const problems = shown.map((error) => explainFailure(error, program))
  const first = new Map(problems.toReversed().map((problem) => [`${problem.pointer} ${problem.message}`, problem]))
  return problems
    .filter((problem) => first.get(`${problem.pointer} ${problem.message}`) === problem)
    .slice(0, VALUE_PROBLEMS_MAX)
}

/** They only say that something inside fails, which says so itself. */
const PASSING: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'dependentSchemas',
  'items',
  'prefixItems',
  'unevaluatedItems',
  'allOf',
  'if',
])

/** They say what matters; which of their parts fail, and why, would only confuse. */
const HIDING: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains', 'minContains', 'propertyNames'])

/** Where the parts of a choice stand that failed. */
function hiddenPart({ keywordLocation }: OutputUnit): string {
  return keywordLocation.replace(/\/minContains$/, '/contains')
}

function parentsOf(location: string): readonly string[] {
  const keys = location.split('/')
  return keys.slice(1).map((_, at) => keys.slice(0, at + 1).join('/'))
}
