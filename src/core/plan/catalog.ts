import type { Effect, JsonSchema } from '../workflow/workflow.ts'
import type { CapabilityRun, ConfidenceContract, PlannedFile } from './plan.ts'

/** An artifact that a reference resolved to. Planning is pure: whoever plans looks these up first. */
export type CatalogEntry = CapabilityEntry | ContextEntry

/** A skill, an agent, a command: something that can do a stage, or be used by one. */
export interface CapabilityEntry {
  readonly type: 'capability'
  /** `kind:name` without a pin. */
  readonly ref: string
  /** The title people read: "Sort a message". */
  readonly title: string
  readonly description: string
  /** Where it was found, for people: `collections/default/agents/coder-v2.md`. */
  readonly source: string
  readonly digest: string
  readonly files: readonly PlannedFile[]
  /** Absent: nothing in this build can carry it out (an agent while no AI is connected, a skill without a contract). */
  readonly run?: CapabilityRun
  /** Why `run` is absent, as a sentence with the next step. */
  readonly unavailable?: string
  readonly input?: JsonSchema
  readonly output?: JsonSchema
  readonly confidence: ConfidenceContract
  readonly effect: Effect
}

export interface ContextEntry {
  readonly type: 'context'
  readonly ref: string
  readonly title: string
  readonly description: string
  readonly source: string
  readonly sha256: string
  readonly size: number
  readonly tokens: number
}
