import type { Json } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import type { TrackRecord } from '../../core/receipt/track-record.ts'
import type { JsonSchema } from '../../core/workflow/workflow.ts'
import type { Capability } from '../contract/capabilities.ts'

/** What the past and the contract say of a capability. */
export type Past = Pick<Capability, 'takes' | 'gives' | 'origin' | 'cost' | 'quality'>

/** What a capability takes and gives in words, whose it is, and how it has done so far. */
export function pastView(
  { ref, input, output, source }: CapabilityEntry,
  records: ReadonlyMap<string, TrackRecord>,
): Past {
  const record = records.get(ref)
  return {
    takes: labelsOf(input),
    gives: labelsOf(output),
    origin: OWN.test(source) ? 'own' : 'starter',
    cost: record?.cost ?? null,
    quality: record?.quality ?? null,
  }
}

/** Collections, the user's and the project's folders; everything else is shipped with the program. */
const OWN = /^(?:collections\/|~\/|\.(?:claude|agents)\/)/

/** The names of an object's values as people read them, in the order of its schema. */
function labelsOf(schema: JsonSchema | undefined): readonly string[] {
  const properties = schema?.['properties']
  return isJsonObject(properties) ? Object.entries(properties).map(([name, property]) => labelOf(name, property)) : []
}

function labelOf(name: string, property: Json): string {
  const title = isJsonObject(property) ? property['title'] : undefined
  return typeof title === 'string' ? title : name.replaceAll(/[_-]+/g, ' ')
}
