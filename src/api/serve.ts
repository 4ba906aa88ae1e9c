import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'

/** Only this machine can reach it. */
const LOOPBACK = '127.0.0.1'
/** Requests that are being answered when the server stops may take this long. */
const CLOSE_MS_MAX = 1_000

export interface Serving {
  readonly port: number
  /** Takes no more requests, and resolves when those in progress are answered or given up. */
  readonly close: () => Promise<void>
}

export type ServeError = { readonly code: 'port-taken'; readonly port: number }

type Fetch = (request: Request) => Response | Promise<Response>

/**
 * Listens on the loopback address. The app is made once the port is known: 0 lets the system choose one. Errors other
 * than a port in use reject.
 */
export async function serve(
  port: number,
  open: (port: number) => { readonly fetch: Fetch },
): Promise<Result<Serving, ServeError>> {
  const server = createServer()
  const listening = await listen(server, port)
  if (!listening.ok) return listening
  const app = open(listening.value)
  const answers = new Set<Promise<Response>>()
  const answer = (request: Request): Promise<Response> => {
    const answered = Promise.resolve(app.fetch(request)).finally(() => answers.delete(answered))
    answers.add(answered)
    return answered
  }
  server.on('request', getRequestListener(answer))
  return ok({ port: listening.value, close: () => close(server, answers) })
}

function listen(server: Server, port: number): Promise<Result<number, ServeError>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<number, ServeError>>()
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') resolve(err({ code: 'port-taken', port }))
    else reject(error)
  })
  server.listen(port, LOOPBACK, () => resolve(ok((server.address() as AddressInfo).port)))
  return promise
}

/** An answer that nobody waits for any more is still worked on: what it reads from must stay open for it. */
async function close(server: Server, answers: ReadonlySet<Promise<Response>>): Promise<void> {
  await closeConnections(server)
  await Promise.race([Promise.allSettled(answers), pause(CLOSE_MS_MAX, undefined, { ref: false })])
}

/** Live streams never end by themselves: they are cut after a moment. */
function closeConnections(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS_MAX)
  server.close(() => {
    clearTimeout(timer)
    resolve()
  })
  server.closeIdleConnections()
  return promise
}
