import type { Effect } from '../workflow/workflow.ts'
import type { TokenUsage } from './token-usage.ts'

/** Something that happened while an attempt was at work, as the log tells it. Nothing is decided by it. */
export type AttemptNote =
  /** A model has answered once: with a call of a tool, or with the end. The tokens are those of this turn. */
  | { readonly type: 'turn'; readonly model: string; readonly tokens: TokenUsage | null }
  /** Written before it is called. `call` is unique within the attempt. */
  | { readonly type: 'tool-called'; readonly call: string; readonly tool: string; readonly effect: Effect }
  | { readonly type: 'tool-answered'; readonly call: string; readonly tool: string; readonly isError: boolean }
  /** In its own words. */
  | { readonly type: 'said'; readonly text: string }

/** More than this of one attempt is not written down any more: an agent that goes on for so long goes in circles. */
export const NOTES_MAX = 500
