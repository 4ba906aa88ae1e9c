import type { Result } from '../../../core/basics/result.ts'
import type { ModelConnection } from '../../../core/connection/connection.ts'
import type { TokenUsage } from '../../../core/run/token-usage.ts'
import type { JsonSchema } from '../../../core/workflow/workflow.ts'
import type { Refusal } from '../attempt-results.ts'

/**
 * A model that is asked turn by turn, and remembers what was said. Tools are only named to it: whoever asks carries them
 * out. Nothing is asked twice by itself.
 */
export interface Conversation {
  /**
   * One turn. What fails leaves no trace: the same can be said again. Never rejects for what the other side did. When
   * `signal` aborts, the request is broken off. `room`: tokens of its answer at most; absent: as many as a turn may have.
   */
  readonly ask: (said: Said, signal: AbortSignal, room?: number) => Promise<Result<ModelTurn, ModelFailure>>
}

export type OpenConversation = (opening: Opening) => Conversation

export interface Opening {
  readonly connection: ModelConnection
  /** Null: it is reached without one. */
  readonly key: string | null
  readonly model: string
  readonly system: string
  readonly tools: readonly OfferedTool[]
}

export interface OfferedTool {
  readonly name: string
  readonly description: string
  readonly input: JsonSchema
}

export type Said =
  | { readonly type: 'text'; readonly text: string }
  /** One for each call of the turn before. */
  | { readonly type: 'results'; readonly results: readonly ToolResult[] }

export interface ToolResult {
  readonly call: ModelCall
  readonly text: string
  readonly isError: boolean
}

export interface ModelCall {
  /** The model's own, unique within the conversation. */
  readonly id: string
  readonly tool: string
  /** As the model wrote it: nothing has looked at it yet. */
  readonly input: unknown
}

export interface ModelTurn {
  readonly text: string
  readonly calls: readonly ModelCall[]
  /** `cut`: the model had no room for more; `capped`: a budget gave it no more. `refused`: the provider withheld the answer. */
  readonly end: 'done' | 'cut' | 'capped' | 'refused'
  /** As the provider calls the one that answered. */
  readonly model: string
  readonly tokens: TokenUsage | null
}

/** Tokens of the answer of one turn. */
export const TURN_TOKENS_MAX = 16_384

export interface ModelFailure extends Refusal {
  /** `not-begun`: nothing has left this machine. */
  readonly reach: 'not-begun' | 'answered'
  /** Whether the provider may have counted tokens that nobody told us of. */
  readonly mayHaveCost: boolean
  /** Too many asked at once, and it said when to come again. Milliseconds. */
  readonly retryAfterMs?: number
}
