import { APICallError } from 'ai'
import type { ModelFailure, Opening } from './conversation.ts'
import { withoutKey } from './without-key.ts'

type Asked = Pick<Opening, 'connection' | 'key' | 'model'>

/** What an error of the library means for whoever asked: a stable code and a sentence with the next step. */
export function toFailure(error: unknown, asked: Asked): ModelFailure {
  if (!APICallError.isInstance(error)) return cutOff(error, asked)
  const { statusCode: status } = error
  if (status === undefined) return unreachable(error, asked)
  return status >= 200 && status < 300 ? cutOff(error, asked) : refusedWith(status, error, asked)
}

/** Errors of Node and of its HTTP client that come before a byte of the request was sent. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function unreachable(error: APICallError, { connection }: Asked): ModelFailure {
  const cause = error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined
  const neverSent = NEVER_SENT.has(cause)
  return {
    code: 'model-unreachable',
    message: `The connection "${connection.name}" could not be reached${typeof cause === 'string' ? ` (${cause})` : ''}. Check its address, and whether the service is up.`,
    reach: neverSent ? 'not-begun' : 'answered',
    mayHaveCost: !neverSent,
  }
}

function refusedWith(status: number, error: APICallError, asked: Asked): ModelFailure {
  const name = `The connection "${asked.connection.name}"`
  const refused = { reach: 'answered', mayHaveCost: true } as const
  if (status === 401 || status === 403)
    return {
      ...refused,
      code: 'model-key-refused',
      message: `${name} refused the key (${status}). Give the connection a key that is valid for the model ${asked.model}.`,
    }
  if (status === 404)
    return {
      ...refused,
      code: 'model-unknown',
      message: `${name} knows no model ${asked.model} at its address (404). Name another model in the agent's file, or mend the connection.`,
    }
  if (status === 429 || status === OVERLOADED)
    return {
      ...refused,
      ...retryAfter(error),
      mayHaveCost: false,
      code: 'model-busy',
      message: `${name} is asked too often or is overloaded (${status}). Try again later, or raise its limit.`,
    }
  if (status >= 500)
    return { ...refused, code: 'model-unreachable', message: `${name} is out of order (${status}). Try again later.` }
  return {
    ...refused,
    code: 'model-request-refused',
    message: `${name} refused the request (${status})${wordsOf(error.message, asked)} Mend the connection's address, or choose another model.`,
  }
}

/** How some providers say that all of them is too busy. */
const OVERLOADED = 529
const SECOND_MS = 1_000

/** A date instead of seconds is for waits that are too long for us anyway. */
function retryAfter({ responseHeaders = {} }: APICallError): { readonly retryAfterMs?: number } {
  const seconds = responseHeaders['retry-after'] ?? ''
  return /^\d{1,6}$/.test(seconds) ? { retryAfterMs: Number(seconds) * SECOND_MS } : {}
}

function cutOff(error: unknown, asked: Asked): ModelFailure {
  const words = wordsOf(messageOf(error), asked)
  const message = `The connection "${asked.connection.name}" broke off before the answer was whole${words} Try again.`
  return { code: 'model-cut-off', message, reach: 'answered', mayHaveCost: true }
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const said = typeof error === 'object' && error !== null && 'message' in error ? error.message : error
  return typeof said === 'string' ? said : ''
}

/** Characters of what the other side said that are shown. */
const WORDS_MAX = 300

/** On one line, without the key and without the characters that could play with a terminal. */
function wordsOf(text: string, { key }: Asked): string {
  const line = withoutKey(text, key)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, WORDS_MAX)
  return line === '' ? '.' : `: ${line.replace(/[.!?]?$/, '.')}`
}
