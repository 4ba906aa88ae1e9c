import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Json } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import { EVENTS_PATH } from '../contract/events.ts'
import { FILES_ROUTE } from '../contract/files.ts'
import { refuse } from '../problems/refuse.ts'
import type { ApiEnv } from './authenticate.ts'

/** The largest thing anybody sends is a document. */
export const BODY_BYTES_MAX = 4 * 1024 * 1024
/** Deeper nesting is an attack on recursive readers. */
const BODY_DEPTH_MAX = 64

/** Refuses bodies that are too large before they are read whole. A file may be larger; its route counts the bytes itself. */
export function limitedBody(): MiddlewareHandler<ApiEnv> {
  const limit = bodyLimit({
    maxSize: BODY_BYTES_MAX,
    onError: (c) =>
      refuse(c, {
        code: 'body-too-large',
        detail: `The request is larger than ${BODY_BYTES_MAX} bytes. Send less at once.`,
      }),
  })
  return (c, next) => (c.get('route') === FILES_ROUTE ? next() : limit(c, next))
}

/** Changes are asked for in JSON, which no form of another page can send. Events and files are no form either, and say so themselves. */
export function jsonOnly(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || isOfAnotherForm(c)) return await next()
    if (!isJson(c.req.header('content-type'))) {
      return refuse(c, { code: 'body-not-json', detail: 'Send JSON with the header `Content-Type: application/json`.' })
    }
    const body = parseJson(await c.req.text())
    if (body === undefined)
      return refuse(c, { code: 'body-not-json', detail: 'The body can not be read as JSON. Send at least `{}`.' })
    if (!isSafe(body, BODY_DEPTH_MAX)) {
      return refuse(c, {
        code: 'body-invalid',
        detail: `The body nests deeper than ${BODY_DEPTH_MAX} levels or uses a key that is not allowed. Make it flatter.`,
      })
    }
    return await next()
  }
}

function isOfAnotherForm(c: Context<ApiEnv>): boolean {
  return c.req.path === EVENTS_PATH || c.get('route') === FILES_ROUTE
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /^application\/json\s*(;|$)/i.test(type)
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSafe(value: Json, depth: number): boolean {
  if (!isJsonObject(value) && !Array.isArray(value)) return true
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false
  return Object.values(value).every((child) => isSafe(child, depth - 1))
}
