import type { Json } from '../basics/json.ts'
import type { Place } from './diagnostic.ts'
import type { Workflow } from './workflow.ts'

/** A document that could be read: what it says, as a domain value and as plain JSON, and where it says it. */
export interface WorkflowDocument {
  readonly file: string
  readonly syntax: 'yaml' | 'json'
  readonly workflow: Workflow
  /** The document as written, as plain JSON: no defaults, `view` and `x-…` keys included. */
  readonly json: Json
  /** Where the value (or, with `at` 'key', its key) at a JSON Pointer stands; the nearest parent if it is absent. */
  readonly locate: (pointer: string, at?: 'value' | 'key') => Place
}
