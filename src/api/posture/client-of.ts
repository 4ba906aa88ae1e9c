import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import type { Site } from './site.ts'

/** The network address that a request comes from: limits count by it. */
export function clientOf(c: Context, { from }: Site): string {
  const bindings: { readonly incoming?: IncomingMessage } | undefined = c.env
  const connection = bindings?.incoming?.socket.remoteAddress ?? UNKNOWN
  return from === 'proxy' ? (forwardedFor(c) ?? connection) : connection
}

/** A request that came through no socket: it is made inside this process. */
const UNKNOWN = 'here'

/** The proxy adds the address it was asked from at the end; what stands before it anybody can write. */
function forwardedFor(c: Context): string | undefined {
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, ADDRESS_MAX) || undefined
}

/** No network address is longer. */
const ADDRESS_MAX = 64
