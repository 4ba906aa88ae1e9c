import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { getRequestListener } from '@hono/node-server'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'

/** Where a server listens. */
export interface Place {
  readonly address: string
  readonly tls: TlsFiles | undefined
}

/** In PEM. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

/** Only this machine can reach it. */
const LOOPBACK: Place = { address: '127.0.0.1', tls: undefined }
/** Requests that are being answered when the server stops may take this long. */
const CLOSE_MS_MAX = 1_000

export interface Serving {
  readonly port: number
  /** Takes no more requests, and resolves when those in progress are answered or given up. */
  readonly close: () => Promise<void>
}

/** `address-absent`: no network of this machine has it. `port-forbidden`: the system lets only an administrator have it. */
export interface ServeError {
  readonly code: 'port-taken' | 'address-absent' | 'port-forbidden'
  readonly port: number
}

const REFUSED = {
  EADDRINUSE: 'port-taken',
  EADDRNOTAVAIL: 'address-absent',
  EACCES: 'port-forbidden',
} as const satisfies Record<string, ServeError['code']>

/** What a request came with. */
type Bindings = Pick<HttpBindings, 'incoming'> | object

type Fetch = (request: Request, bindings: Bindings) => Response | Promise<Response>

/**
 * Listens on the loopback address, or where it is told. The app is made once the port is known: 0 lets the system choose
 * one. Errors that have no name here reject.
 */
export async function serve(
  port: number,
  open: (port: number) => { readonly fetch: Fetch },
  { address, tls }: Place = LOOPBACK,
): Promise<Result<Serving, ServeError>> {
  const server = tls === undefined ? createServer() : createTlsServer({ ...tls, minVersion: 'TLSv1.2' })
  const listening = await listen(server, port, address)
  if (!listening.ok) return listening
  const app = open(listening.value)
  const answers = new Set<Promise<Response>>()
  const answer = (request: Request, bindings: Bindings): Promise<Response> => {
    const answered = Promise.resolve(app.fetch(request, bindings)).finally(() => answers.delete(answered))
    answers.add(answered)
    return answered
  }
  server.on('request', getRequestListener(answer))
  return ok({ port: listening.value, close: () => close(server, answers) })
}

function listen(server: Server, port: number, address: string): Promise<Result<number, ServeError>> {
  const { promise, resolve, reject } = Promise.withResolvers<Result<number, ServeError>>()
  server.once('error', (error: NodeJS.ErrnoException) => {
    const code = Object.entries(REFUSED).find(([name]) => name === error.code)?.[1]
    if (code === undefined) reject(error)
    else resolve(err({ code, port }))
  })
  server.listen(port, address, () => resolve(ok((server.address() as AddressInfo).port)))
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
