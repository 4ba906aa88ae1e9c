import { z } from 'zod'
import type { JsonObject } from '../../../core/basics/json.ts'
import { objectOrEmpty, textOr } from '../../../core/basics/json.ts'
import type { TokenUsage } from '../../../core/run/token-usage.ts'
import type { Dialect, ProgramEvent } from './dialect.ts'

/** `codex exec --json`. It reads the prompt from its input, works in a folder without a repository too, and tells no cost. */
export const CODEX: Dialect = {
  arguments: ['exec', '--json', '--skip-git-repo-check', '-'],
  input: (prompt) => prompt,
  read: (event) => {
    switch (event['type']) {
      case 'item.started':
        return readStarted(objectOrEmpty(event['item']))
      case 'item.completed':
        return readCompleted(objectOrEmpty(event['item']))
      case 'turn.completed':
        return [readTurn(event)]
      case 'turn.failed':
        return [failure(textOr(objectOrEmpty(event['error'])['message'], 'The turn failed.'))]
      case 'error':
        return [{ type: 'said', text: textOr(event['message'], 'There was an error.') }]
      default:
        return []
    }
  },
}

/** What it does begins before it is over; what it says is there at once. */
function readStarted(item: JsonObject): readonly ProgramEvent[] {
  switch (item['type']) {
    case 'command_execution':
      return [{ type: 'tool-called', tool: 'a command' }]
    case 'mcp_tool_call':
      return [{ type: 'tool-called', tool: `${textOr(item['server'], 'mcp')}/${textOr(item['tool'], 'a tool')}` }]
    default:
      return []
  }
}

function readCompleted(item: JsonObject): readonly ProgramEvent[] {
  switch (item['type']) {
    case 'agent_message':
      return [{ type: 'said', text: textOr(item['text'], '') }]
    case 'file_change':
      return [{ type: 'tool-called', tool: 'a change of files' }]
    case 'web_search':
      return [{ type: 'tool-called', tool: 'a search of the web' }]
    default:
      return []
  }
}

const turnShape = z.object({
  usage: z
    .object({
      input_tokens: z.number().nonnegative(),
      cached_input_tokens: z.number().nonnegative().optional(),
      output_tokens: z.number().nonnegative(),
      reasoning_output_tokens: z.number().nonnegative().optional(),
    })
    .nullish(),
})

function readTurn(event: JsonObject): ProgramEvent {
  const turn = turnShape.safeParse(event)
  if (!turn.success)
    return {
      type: 'ended',
      word: { type: 'unreadable', problem: z.prettifyError(turn.error) },
      cost: null,
      tokens: null,
    }
  return { type: 'ended', word: { type: 'text', text: null }, cost: null, tokens: tokensOf(turn.data.usage) }
}

function tokensOf(usage: z.infer<typeof turnShape>['usage']): TokenUsage | null {
  if (usage == null) return null
  return {
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: usage.cached_input_tokens ?? null,
    cacheWrite: null,
    reasoning: usage.reasoning_output_tokens ?? null,
  }
}

function failure(message: string): ProgramEvent {
  return { type: 'ended', word: { type: 'error', message }, cost: null, tokens: null }
}
