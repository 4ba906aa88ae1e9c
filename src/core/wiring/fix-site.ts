import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { pointerKeys } from '../basics/json-pointer.ts'
import type { Stage } from '../workflow/workflow.ts'
import type { WorkflowDocument } from '../workflow/workflow-document.ts'
import type { Wiring } from './wiring.ts'

export interface FixScene {
  readonly document: WorkflowDocument
  readonly wiring: Wiring
}

/** Where a problem is: the keys of its pointer, what stands there, and the stage it is about. */
export interface Site {
  readonly keys: readonly string[]
  readonly written: Json | undefined
  readonly stage: Stage | undefined
}

export function siteOf(pointer: string, { document, wiring }: FixScene): Site {
  const keys = pointerKeys(pointer)
  const id = keys[0] === 'stages' ? valueAt(document.json, [...keys.slice(0, 2), 'id']) : undefined
  return { keys, written: valueAt(document.json, keys), stage: wiring.stages.get(String(id)) }
}

export function valueAt(json: Json, keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)]
    return isJsonObject(at) ? at[key] : undefined
  }, json)
}
