import { Document } from 'yaml'
import type { JsonObject } from '../basics/json.ts'

/** A document as YAML text that `readWorkflow` reads back to the same values, keys in the given order. */
export function toYaml(json: JsonObject): string {
  return new Document(json, { aliasDuplicateObjects: false }).toString({ lineWidth: 0 })
}
