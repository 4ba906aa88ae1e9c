import { formatReference } from '../workflow/reference.ts'
import type { JsonSchema, Stage } from '../workflow/workflow.ts'
import type { Cast } from './cast-stage.ts'
import type { CatalogEntry } from './catalog.ts'

/**
 * The schema of a stage's outputs as one object: every output that the stage names is required, more are welcome.
 * Where it names none, what its primary promises, also while that is not available here. Undefined: free.
 */
export function outputsOf(
  { outputs }: Stage,
  { primary }: Cast,
  catalog: ReadonlyMap<string, CatalogEntry>,
): JsonSchema | undefined {
  if (outputs !== undefined) return { type: 'object', properties: outputs, required: Object.keys(outputs) }
  const entry = catalog.get(formatReference(primary.reference))
  return entry?.type === 'capability' ? entry.output : undefined
}

/** The names of the outputs that are always there. */
export function promisedOutputs(schema: JsonSchema | undefined): ReadonlySet<string> {
  const required = schema?.['required']
  return new Set(Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [])
}
