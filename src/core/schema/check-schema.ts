import type { JsonObject } from '../basics/json.ts'
import { checkKeywords } from './check-keywords.ts'
import type { CompiledSchema } from './compile-schema.ts'
import { compileSchema } from './compile-schema.ts'
import type { SchemaProblem } from './schema-problem.ts'

/**
 * Everything that keeps a JSON Schema (draft 2020-12) from being used: misspelled or wrong keywords, references that leave
 * the schema, point nowhere or go in circles, patterns that could take very long, and size.
 */
export function checkSchema(schema: JsonObject): readonly SchemaProblem[] {
  return preparedSchema(schema).problems
}

const NOTHING_COMPILED = { program: {}, comparesItems: false } as const

// A schema is prepared once: a run checks the same few schemas for every value.
const prepared = new WeakMap<JsonObject, CompiledSchema>()

/** The checked and compiled schema. Where `problems` is not empty the program means nothing. */
export function preparedSchema(schema: JsonObject): CompiledSchema {
  const known = prepared.get(schema)
  if (known !== undefined) return known
  const problems = checkKeywords(schema)
  const compiled = problems.length > 0 ? { problems, ...NOTHING_COMPILED } : compileSchema(schema)
  prepared.set(schema, compiled)
  return compiled
}
