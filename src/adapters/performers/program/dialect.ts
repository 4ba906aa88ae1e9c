import type { JsonObject } from '../../../core/basics/json.ts'
import type { Cost } from '../../../core/run/cost.ts'
import type { TokenUsage } from '../../../core/run/token-usage.ts'
import type { Assignment } from '../../../engine/ports.ts'

/** How a program is asked, and what its lines mean. */
export interface Dialect {
  /** Follow the arguments of the connection. */
  readonly arguments: readonly string[]
  readonly input: (prompt: string, assignment: Assignment) => string
  /** What a line says; of an event that nobody here knows, nothing. */
  readonly read: (event: JsonObject) => readonly ProgramEvent[]
}

export type ProgramEvent =
  | { readonly type: 'said'; readonly text: string }
  | { readonly type: 'tool-called'; readonly tool: string }
  /** Which model answers. */
  | { readonly type: 'model'; readonly name: string }
  | { readonly type: 'ended'; readonly word: FinalWord; readonly cost: Cost | null; readonly tokens: TokenUsage | null }

/** How a program ends its work. */
export type FinalWord =
  /** Holds the answer. Null: it is what was said last. */
  | { readonly type: 'text'; readonly text: string | null }
  /** Is the answer. */
  | { readonly type: 'report'; readonly report: unknown }
  /** In its own words. */
  | { readonly type: 'error'; readonly message: string }
  /** The last line of a kind that has to be understood was not. */
  | { readonly type: 'unreadable'; readonly problem: string }
