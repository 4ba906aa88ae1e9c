import type { Json } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { ModelConnection } from '../../core/connection/connection.ts'
import type { ConnectionAnswer } from '../../core/connection/connection-answer.ts'
import { MODELS_NAMED_MAX } from '../../core/connection/connection-answer.ts'
import { boundedText } from './bounded-text.ts'

/** A list of a thousand models is a tenth of it. */
const ANSWER_BYTES_MAX = 1024 * 1024

const ANTHROPIC_ADDRESS = 'https://api.anthropic.com/v1'
/** The version of its API whose answers are read here. */
const ANTHROPIC_VERSION = '2023-06-01'

export interface Reach {
  readonly connection: ModelConnection
  readonly key: string | null
  readonly limitMs: number
}

/** Asks for the list of models. Nothing of the answer is passed on but names of models, and of those none with the key in it. */
export async function testModel({ connection, key, limitMs }: Reach): Promise<ConnectionAnswer> {
  const limit = AbortSignal.timeout(limitMs)
  try {
    const response = await fetch(addressOf(connection), {
      headers: headersFor(connection, key),
      redirect: 'manual',
      signal: limit,
    })
    return await read(response, connection.model, key)
  } catch (error) {
    return limit.aborted
      ? { type: 'too-slow', seconds: limitMs / 1_000 }
      : { type: 'unreachable', reason: codeOf(error) }
  }
}

/** Anthropic gives its models in pages; this is the largest. */
function addressOf({ provider, baseUrl }: ModelConnection): string {
  return provider === 'anthropic' ? `${baseUrl ?? ANTHROPIC_ADDRESS}/models?limit=1000` : `${baseUrl}/models`
}

function headersFor({ provider }: ModelConnection, key: string | null): Readonly<Record<string, string>> {
  if (provider === 'anthropic')
    return { 'anthropic-version': ANTHROPIC_VERSION, ...(key === null ? {} : { 'x-api-key': key }) }
  return key === null ? {} : { authorization: `Bearer ${key}` }
}

async function read(response: Response, model: string, key: string | null): Promise<ConnectionAnswer> {
  const { status, ok } = response
  if (status === 401 || status === 403) return { type: 'key-refused', status }
  const names = ok ? modelsIn(await boundedText(response, ANSWER_BYTES_MAX)) : undefined
  await response.body?.cancel().catch(() => undefined)
  if (names === undefined) return { type: 'strange-answer', status }
  if (names.some((name) => isSameModel(name, model))) return { type: 'model-listed', model }
  const listed = names.filter((name) => key === null || !name.includes(key)).slice(0, MODELS_NAMED_MAX)
  return { type: 'model-not-listed', model, listed }
}

/** Both providers answer with `{"data": [{"id": …}]}`. */
function modelsIn(text: string | undefined): readonly string[] | undefined {
  const answer = parse(text ?? '')
  const data = isJsonObject(answer) ? answer['data'] : undefined
  if (!Array.isArray(data)) return undefined
  return data.flatMap((each) => (isJsonObject(each) && typeof each['id'] === 'string' ? [each['id']] : []))
}

/** Ollama lists `llama3.2:latest` and takes `llama3.2`. */
function isSameModel(listed: string, model: string): boolean {
  return listed === model || listed === `${model}:latest`
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Codes are words of the system. Messages are not passed on: they may repeat what was sent. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'no connection'
}
