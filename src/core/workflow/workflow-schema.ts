import type { JsonObject } from '../basics/json.ts'
import { workflowShape } from './workflow-shape.ts'

/** The JSON Schema (draft 2020-12) of a WorkChart, for editors. What it lets pass can still be wrong in meaning. */
export function workflowSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'WorkChart',
    description: 'Stages of work done by agents, programs and people.',
    ...workflowShape.schema,
  }
}
