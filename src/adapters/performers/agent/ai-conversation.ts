import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type {
  FinishReason,
  JSONSchema7,
  LanguageModel,
  LanguageModelUsage,
  ModelMessage,
  TextStreamPart,
  ToolSet,
} from 'ai'
import { jsonSchema, streamText, tool } from 'ai'
import { assertNever } from '../../../core/basics/assert-never.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { TokenUsage } from '../../../core/run/token-usage.ts'
import { toFailure } from './ai-failure.ts'
import type { ModelCall, ModelTurn, OfferedTool, OpenConversation, Opening, Said, ToolResult } from './conversation.ts'
import { TURN_TOKENS_MAX } from './conversation.ts'
import type { Guard } from './guard.ts'
import { guardFor } from './guard.ts'
import { turnWithoutKey } from './without-key.ts'

/** Asks by way of the library `ai`. `silenceMs`: how long a model may say nothing before it counts as gone. */
export function createAiConversations(silenceMs: number): OpenConversation {
  // Its remarks on models that it does not know would be written among our own output.
  globalThis.AI_SDK_LOG_WARNINGS = false
  return (opening) => {
    const history: ModelMessage[] = []
    const asking = { opening, model: languageModel(opening), tools: toolSet(opening.tools) }
    return {
      ask: async (said, signal, room) => {
        const messages = [...history, toMessage(said)]
        const guard = guardFor(opening, silenceMs, signal)
        try {
          const { turn, answer } = await streamTurn({ ...asking, messages, guard, room })
          history.splice(0, history.length, ...messages, ...answer)
          return ok(turnWithoutKey(turn, opening.key))
        } catch (error) {
          return err(guard.tripped() ?? toFailure(error, opening))
        } finally {
          guard.end()
        }
      },
    }
  }
}

interface Asking {
  readonly opening: Opening
  readonly model: LanguageModel
  readonly tools: ToolSet
  readonly messages: readonly ModelMessage[]
  readonly guard: Guard
  readonly room: number | undefined
}

interface Streamed {
  readonly turn: ModelTurn
  readonly answer: readonly ModelMessage[]
}

/** One request. No tool has an `execute`, so the library carries none out and asks once. */
async function streamTurn({ opening, model, tools, messages, guard, room }: Asking): Promise<Streamed> {
  const { stream, responseMessages } = streamText({
    model,
    tools,
    messages: [...messages],
    instructions: opening.system,
    maxRetries: 0,
    ...roomFor(opening, room),
    abortSignal: guard.signal,
    // Else it would write to the console; the error comes with the stream as well.
    onError: () => undefined,
  })
  // It rejects as the stream fails, which is told by the stream.
  const answer = Promise.resolve(responseMessages).catch(() => [])
  const turn = await readTurn(stream, guard)
  // What a call led to is ours to say, also for one that the library could not read.
  return { turn, answer: (await answer).filter(({ role }) => role === 'assistant') }
}

/** The messages protocol asks for a limit, and the library's own for models that it does not know is short. */
function roomFor({ connection }: Opening, room: number | undefined): { readonly maxOutputTokens?: number } {
  if (room !== undefined) return { maxOutputTokens: room }
  return connection.provider === 'anthropic' ? { maxOutputTokens: TURN_TOKENS_MAX } : {}
}

interface Heard {
  text: string
  readonly calls: ModelCall[]
  finish?: Extract<TextStreamPart<ToolSet>, { type: 'finish-step' }>
}

async function readTurn(stream: AsyncIterable<TextStreamPart<ToolSet>>, guard: Guard): Promise<ModelTurn> {
  const heard: Heard = { text: '', calls: [] }
  for await (const part of stream) {
    guard.heard(lengthOf(part))
    hear(heard, part)
  }
  const { text, calls, finish } = heard
  if (finish === undefined) throw new Error('It ended without an end.')
  const { response, usage, finishReason } = finish
  return { text, calls, end: endOf(finishReason), model: response.modelId, tokens: toTokens(usage) }
}

function hear(heard: Heard, part: TextStreamPart<ToolSet>): void {
  if (part.type === 'text-delta') heard.text += part.text
  if (part.type === 'tool-call') heard.calls.push({ id: part.toolCallId, tool: part.toolName, input: part.input })
  if (part.type === 'finish-step') heard.finish = part
  if (part.type === 'error') throw part.error
  if (part.type === 'abort') throw new Error('It was broken off.')
}

function lengthOf(part: TextStreamPart<ToolSet>): number {
  if (part.type === 'tool-input-delta') return part.delta.length
  return part.type === 'text-delta' || part.type === 'reasoning-delta' ? part.text.length : 0
}

function endOf(reason: FinishReason): ModelTurn['end'] {
  switch (reason) {
    case 'content-filter':
      return 'refused'
    case 'length':
    case 'interrupted':
      return 'cut'
    case 'error':
      throw new Error('It ended with an error.')
    case 'stop':
    case 'tool-calls':
    case 'other':
      return 'done'
    default:
      return assertNever(reason)
  }
}

function toTokens({
  inputTokens,
  outputTokens,
  inputTokenDetails,
  outputTokenDetails,
}: LanguageModelUsage): TokenUsage | null {
  if (inputTokens === undefined && outputTokens === undefined) return null
  return {
    input: inputTokens ?? null,
    output: outputTokens ?? null,
    cacheRead: inputTokenDetails.cacheReadTokens ?? null,
    cacheWrite: inputTokenDetails.cacheWriteTokens ?? null,
    reasoning: outputTokenDetails.reasoningTokens ?? null,
  }
}

/**
 * The address and the key are always given, also where there is none: else the library would take them from the
 * environment, where they belong to somebody else.
 */
function languageModel({ connection, key, model }: Opening): LanguageModel {
  const { provider, baseUrl } = connection
  switch (provider) {
    case 'anthropic':
      return createAnthropic({
        baseURL: baseUrl ?? 'https://api.anthropic.com/v1',
        apiKey: key ?? '',
        fetch: fetchHere,
      })(model)
    case 'openai-compatible':
      return createOpenAICompatible({
        name: 'connection',
        baseURL: baseUrl ?? 'https://api.openai.com/v1',
        ...(key === null ? {} : { apiKey: key }),
        includeUsage: true,
        fetch: fetchHere,
      })(model)
    default:
      return assertNever(provider)
  }
}

/** The key goes to the address of the connection and, whatever that answers, to no other. */
const fetchHere: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' })

function toolSet(tools: readonly OfferedTool[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, input }) => [
      name,
      tool({ description, inputSchema: jsonSchema(input as JSONSchema7) }),
    ]),
  )
}

function toMessage(said: Said): ModelMessage {
  switch (said.type) {
    case 'text':
      return { role: 'user', content: said.text }
    case 'results':
      return { role: 'tool', content: said.results.map(toResultPart) }
    default:
      return assertNever(said)
  }
}

function toResultPart({ call, text, isError }: ToolResult) {
  const output = { type: isError ? 'error-text' : 'text', value: text } as const
  return { type: 'tool-result', toolCallId: call.id, toolName: call.tool, output } as const
}
