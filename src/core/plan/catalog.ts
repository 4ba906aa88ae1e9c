import type { MemoryItem } from '../memory/memory-item.ts'
import type { MemorySelection } from '../memory/select-memory.ts'
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
  /** It is a text that an agent works by. Absent: it is carried out as its contract says. */
  readonly agent?: AgentText
  /** Absent: nothing here can carry it out (an agent while no AI is connected). */
  readonly run?: CapabilityRun
  /** Why `run` is absent, as a sentence with the next step. */
  readonly unavailable?: string
  readonly input?: JsonSchema
  readonly output?: JsonSchema
  readonly confidence: ConfidenceContract
  readonly effect: Effect
  /** As in `PlannedCapability`. */
  readonly reaches?: string
}

/** What an agent's file asks for. Whatever else it says (permissions, hooks, servers) is not granted by a file. */
export interface AgentText {
  /** A short name (`sonnet`) or the provider's own; null: whichever is usual. */
  readonly model: string | null
  /** Null: it does not say. */
  readonly maximumTurns: number | null
  /** Names of tools that it was written for, for people to read; absent: it does not say. */
  readonly tools?: readonly string[]
}

export interface ContextEntry {
  readonly type: 'context'
  readonly ref: string
  readonly title: string
  readonly description: string
  readonly source: string
  readonly sha256: string
  readonly size: number
  /** Of a text of its own; 0: it is put together from memory. */
  readonly tokens: number
  /** It is put together from memory items. Absent: it is a text of its own. */
  readonly memory?: ModuleMemory
}

/** What a module's file says about the memory it gives, and what that is now. */
export interface ModuleMemory {
  readonly selection: MemorySelection
  /** 0 to 100, lower first. */
  readonly priority: number
  /** What it would give without a budget, the best first. A library knows none: whoever plans fills them in. */
  readonly candidates: readonly MemoryItem[]
}
