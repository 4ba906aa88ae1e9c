import type { Stage } from '../workflow/workflow.ts'

/** Whether the stage itself asks for a gate; a default gate is dropped where none can stand. */
export function hasGate({ gate }: Stage): boolean {
  return gate !== undefined && gate.kind !== 'none'
}
