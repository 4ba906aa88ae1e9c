import { z } from 'zod'
import type { JsonObject } from '../../../core/basics/json.ts'
import { isJsonObject, objectOrEmpty, textOr } from '../../../core/basics/json.ts'
import { MICRO_UNITS } from '../../../core/basics/money.ts'
import type { Cost } from '../../../core/run/cost.ts'
import type { TokenUsage } from '../../../core/run/token-usage.ts'
import type { Dialect, FinalWord, ProgramEvent } from './dialect.ts'

/** `claude -p`, which writes what happens as JSON lines. */
export const CLAUDE_CODE: Dialect = {
  arguments: ['-p', '--output-format', 'stream-json', '--verbose'],
  input: (prompt) => prompt,
  read: (event) => {
    switch (event['type']) {
      case 'system':
        return typeof event['model'] === 'string' ? [{ type: 'model', name: event['model'] }] : []
      case 'assistant':
        return readMessage(event)
      case 'result':
        return [readResult(event)]
      default:
        return []
    }
  },
}

function readMessage(event: JsonObject): readonly ProgramEvent[] {
  const { content } = objectOrEmpty(event['message'])
  return (Array.isArray(content) ? content : []).filter(isJsonObject).flatMap(readBlock)
}

function readBlock(block: JsonObject): readonly ProgramEvent[] {
  switch (block['type']) {
    case 'text':
      return [{ type: 'said', text: textOr(block['text'], '') }]
    case 'tool_use':
      return [{ type: 'tool-called', tool: textOr(block['name'], 'a tool') }]
    default:
      return []
  }
}

const count = z.number().nonnegative().nullish()

const resultShape = z.object({
  subtype: z.string().optional(),
  is_error: z.boolean(),
  result: z.string().optional(),
  total_cost_usd: z.number().nonnegative().nullish(),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      cache_creation_input_tokens: count,
      cache_read_input_tokens: count,
    })
    .nullish(),
})

type Result = z.infer<typeof resultShape>

function readResult(event: JsonObject): ProgramEvent {
  const parsed = resultShape.safeParse(event)
  if (!parsed.success)
    return {
      type: 'ended',
      word: { type: 'unreadable', problem: z.prettifyError(parsed.error) },
      cost: null,
      tokens: null,
    }
  const { total_cost_usd: dollars, usage } = parsed.data
  return { type: 'ended', word: wordOf(parsed.data), cost: costOf(dollars), tokens: tokensOf(usage) }
}

/** Without a `result` it gave up: `error_max_turns`, for example. */
function wordOf({ is_error: isError, result, subtype = 'error' }: Result): FinalWord {
  if (isError || result === undefined) return { type: 'error', message: result ?? subtype }
  return { type: 'text', text: result }
}

function costOf(dollars: number | null | undefined): Cost | null {
  if (dollars == null) return null
  return { basis: 'reported', currency: 'USD', microUnits: Math.round(dollars * MICRO_UNITS) }
}

/** It counts what a cache was asked for apart from the rest of the input. */
function tokensOf(usage: Result['usage']): TokenUsage | null {
  if (usage == null) return null
  const { input_tokens: fresh, output_tokens, cache_read_input_tokens, cache_creation_input_tokens } = usage
  const [cacheRead, cacheWrite] = [cache_read_input_tokens ?? null, cache_creation_input_tokens ?? null]
  const input = fresh == null ? null : fresh + (cacheRead ?? 0) + (cacheWrite ?? 0)
  return { input, output: output_tokens ?? null, cacheRead, cacheWrite, reasoning: null }
}
