import type { JsonObject } from '../basics/json.ts'
import { freeId, toId } from '../workflow/slug.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { NewStage } from './workflow-edit.ts'

/** What a new stage asks a person below, until somebody decides otherwise. */
const THRESHOLD = 0.85
/** How long people have, until somebody decides otherwise. */
const SLA = '4h'
const ANYONE = 'human:anyone'

export interface StageWish {
  readonly name: string
  /** Who does it, as a reference. */
  readonly primary: string
  /**
   * `judged`: it says how sure it is and changes nothing in the world, so a gate can hold it back. `exact`: it does the
   * same every time, or it acts, and then confidence is no reason to let it.
   */
  readonly kind: 'judged' | 'exact' | 'person'
}

/** A stage as the builder adds it: what it does when nobody is sure stands in the document, where people see it. */
export function newStage({ name, primary, kind }: StageWish, taken: ReadonlySet<string>): NewStage {
  const id = freeId(toId(name) || 'stage', taken) as StageId
  return { id, name, roles: { primary }, ...safeguards(kind) }
}

interface Safeguards {
  readonly gate?: JsonObject
  readonly escalation: JsonObject
}

/** What stands beside a stage from the start, by who does it. */
export function safeguards(kind: StageWish['kind']): Safeguards {
  switch (kind) {
    case 'judged':
      return { gate: { threshold: THRESHOLD }, escalation: { to: [ANYONE], sla: SLA } }
    case 'exact':
      return { escalation: { to: [ANYONE], sla: SLA } }
    case 'person':
      return { escalation: { sla: SLA } }
  }
}
