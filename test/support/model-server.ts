import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import type { Json, JsonObject } from '../../src/core/basics/json.ts'
import { isJsonObject } from '../../src/core/basics/json.ts'
import type { ModelConnection, ModelProvider } from '../../src/core/connection/connection.ts'

/** What a model does when it is asked. */
export type Reply =
  | {
      readonly type: 'says'
      readonly text: string
      /** Null: it does not say how many they were. */
      readonly tokens?: ModelTokens | null
      readonly finish?: string
      /** What it calls itself. */
      readonly model?: string
    }
  /** Input as text: a model can write what is no JSON. */
  | {
      readonly type: 'calls'
      readonly calls: readonly (readonly [tool: string, input: string])[]
      readonly text?: string
      readonly finish?: string
    }
  /** In the field that the protocol has for it. */
  | { readonly type: 'refuses'; readonly text: string }
  | {
      readonly type: 'status'
      readonly status: number
      readonly body?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Takes the question and is never heard of again. */
  | { readonly type: 'hangs' }
  /** Says this much, then the line is dead. */
  | { readonly type: 'breaks'; readonly text: string }
  /** Says this much, then that it failed. */
  | { readonly type: 'fails'; readonly text: string; readonly message: string }

export interface ModelTokens {
  readonly input: number
  readonly output: number
  readonly cached: number
}

export interface Asked {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: JsonObject
}

export interface ModelServer {
  readonly baseUrl: string
  readonly asked: readonly Asked[]
  /** Resolves when the next question has come in whole. */
  readonly nextQuestion: () => Promise<unknown>
  /** Resolves when whoever asked has hung up on a question that hangs. */
  readonly hungUp: Promise<unknown>
}

/** Answers question by question; when the script is at its end, the last answer again. A function sees what was asked. */
export type Script = readonly (Reply | ((asked: Asked) => Reply))[]

/** A model behind the chat-completions protocol (`/chat/completions`) and the messages protocol (`/messages`). */
export async function aModelServer(...script: Script): Promise<ModelServer> {
  const asked: Asked[] = []
  const { promise: hungUp, resolve: hangUp } = Promise.withResolvers<unknown>()
  const server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body: unknown = JSON.parse(await readText(request))
    const question = { path: request.url ?? '', headers: request.headers, body: isJsonObject(body) ? body : {} }
    const reply = script[Math.min(asked.length, script.length - 1)] ?? { type: 'hangs' }
    asked.push(question)
    response.on('close', hangUp)
    send(response, typeof reply === 'function' ? reply(question) : reply, question)
    server.emit('question')
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { baseUrl: `http://127.0.0.1:${port}/v1`, asked, nextQuestion: () => once(server, 'question'), hungUp }
}

export function aModelConnection(baseUrl: string, provider: ModelProvider = 'openai-compatible'): ModelConnection {
  return { type: 'model', name: 'house', isDefault: true, provider, baseUrl, model: 'm-1', aliases: {} }
}

/** An answer as it is asked for. */
export function saying(outputs: JsonObject, confidence?: Json, tokens?: ModelTokens): Reply {
  const text = JSON.stringify({ outputs, ...(confidence === undefined ? {} : { confidence }) })
  return { type: 'says', text, ...(tokens === undefined ? {} : { tokens }) }
}

export function calling(tool: string, input: JsonObject, text?: string): Reply {
  return { type: 'calls', calls: [[tool, JSON.stringify(input)]], ...(text === undefined ? {} : { text }) }
}

function send(response: ServerResponse, reply: Reply, { path }: Asked): void {
  if (reply.type === 'hangs') return
  if (reply.type === 'status') {
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(reply.body ?? '{}')
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const events = path.endsWith('/messages') ? messagesEvents(reply) : completionEvents(reply)
  // What was written arrives, the end of the answer does not.
  if (reply.type === 'breaks') response.write(events.join(''), () => response.socket?.end())
  else response.end(events.join(''))
}

type Streamed = Exclude<Reply, { type: 'hangs' | 'status' }>

const USUAL: ModelTokens = { input: 100, output: 20, cached: 0 }

const USUAL_MODEL = 'm-1-2026'

function completionEvents(reply: Streamed): readonly string[] {
  const model = modelOf(reply)
  const chunk = (delta: JsonObject, finish: string | null = null): string =>
    line({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    })
  const begin = chunk({ role: 'assistant', content: '' })
  switch (reply.type) {
    case 'says':
      return [
        begin,
        ...halves(reply.text).map((content) => chunk({ content })),
        chunk({}, reply.finish ?? 'stop'),
        ...(reply.tokens === null ? [] : [usage(model, reply.tokens ?? USUAL)]),
        DONE,
      ]
    case 'calls': {
      const calls = reply.calls.map(([name, input], index) => ({
        index,
        id: `call-${index}`,
        type: 'function',
        function: { name, arguments: input },
      }))
      return [
        begin,
        chunk({ content: reply.text ?? '' }),
        chunk({ tool_calls: calls }),
        chunk({}, reply.finish ?? 'tool_calls'),
        usage(model, USUAL),
        DONE,
      ]
    }
    case 'refuses':
      return [begin, chunk({ refusal: reply.text }), chunk({}, 'stop'), usage(model, USUAL), DONE]
    case 'breaks':
      return [begin, chunk({ content: reply.text })]
    case 'fails':
      return [
        begin,
        chunk({ content: reply.text }),
        line({ error: { message: reply.message, type: 'server_error' } }),
        DONE,
      ]
  }
}

const DONE = 'data: [DONE]\n\n'

function modelOf(reply: Streamed): string {
  return (reply.type === 'says' ? reply.model : undefined) ?? USUAL_MODEL
}

function usage(model: string, { input, output, cached }: ModelTokens): string {
  const counts = { prompt_tokens: input, completion_tokens: output, total_tokens: input + output }
  return line({
    id: 'c',
    object: 'chat.completion.chunk',
    created: 1,
    model,
    choices: [],
    usage: { ...counts, prompt_tokens_details: { cached_tokens: cached } },
  })
}

function messagesEvents(reply: Streamed): readonly string[] {
  const { input, cached } = reply.type === 'says' ? (reply.tokens ?? USUAL) : USUAL
  const counts = {
    input_tokens: input - cached,
    output_tokens: 1,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: 0,
  }
  const begin = named('message_start', {
    message: {
      id: 'm',
      type: 'message',
      role: 'assistant',
      model: modelOf(reply),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: counts,
    },
  })
  switch (reply.type) {
    case 'says':
      return [begin, ...textBlock(0, reply.text), ...messageEnd(reply.finish ?? 'end_turn', reply.tokens ?? USUAL)]
    case 'calls':
      return [
        begin,
        ...reply.calls.flatMap(([name, json], index) => [
          named('content_block_start', {
            index,
            content_block: { type: 'tool_use', id: `toolu_${index}`, name, input: {} },
          }),
          named('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: json } }),
          named('content_block_stop', { index }),
        ]),
        ...messageEnd('tool_use', USUAL),
      ]
    case 'refuses':
      return [begin, ...textBlock(0, reply.text), ...messageEnd('refusal', USUAL)]
    case 'breaks':
      return [begin, ...textBlock(0, reply.text)]
    case 'fails':
      return [
        begin,
        ...textBlock(0, reply.text),
        named('error', { error: { type: 'overloaded_error', message: reply.message } }),
      ]
  }
}

function textBlock(index: number, text: string): readonly string[] {
  return [
    named('content_block_start', { index, content_block: { type: 'text', text: '' } }),
    named('ping', {}),
    ...halves(text).map((half) => named('content_block_delta', { index, delta: { type: 'text_delta', text: half } })),
    named('content_block_stop', { index }),
  ]
}

function messageEnd(reason: string, { output }: ModelTokens): readonly string[] {
  const delta = { stop_reason: reason, stop_sequence: null }
  return [named('message_delta', { delta, usage: { output_tokens: output } }), named('message_stop', {})]
}

function named(type: string, body: JsonObject): string {
  return `event: ${type}\n${line({ type, ...body })}`
}

function line(body: JsonObject): string {
  return `data: ${JSON.stringify(body)}\n\n`
}

function halves(text: string): readonly string[] {
  const middle = Math.floor(text.length / 2)
  return [text.slice(0, middle), text.slice(middle)]
}
