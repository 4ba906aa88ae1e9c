import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands between a browser and a server, and can cut the live stream as a bad line does. */
export interface CuttingProxy extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** Cuts the stream that is open, or the next one as soon as it is. Resolves when it is cut. */
  readonly cut: () => Promise<void>
}

const STREAM = '/api/v1/stream'

/** In front of the server at this port of this machine. */
export async function aCuttingProxy(port: number): Promise<CuttingProxy> {
  const streams = new Set<ServerResponse>()
  let opened = Promise.withResolvers<void>()
  const proxy = createServer((incoming, answer) => {
    const isStream = incoming.url?.startsWith(STREAM) === true
    const outgoing = request({ port, method: incoming.method, path: incoming.url, headers: sentOn(incoming, port) })
    outgoing.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers)
      response.pipe(answer)
      if (!isStream) return
      streams.add(answer)
      opened.resolve()
    })
    outgoing.on('error', () => answer.destroy())
    answer.on('close', () => {
      streams.delete(answer)
      outgoing.destroy()
    })
    incoming.pipe(outgoing)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    origin: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut: async () => {
      if (streams.size === 0) await opened.promise
      opened = Promise.withResolvers<void>()
      for (const stream of streams) stream.socket?.destroy()
      streams.clear()
    },
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections()
      proxy.close()
    },
  }
}

/** The server knows itself by its own port only. */
function sentOn({ headers }: IncomingMessage, port: number) {
  const own = `127.0.0.1:${port}`
  return { ...headers, host: own, ...(headers.origin === undefined ? {} : { origin: `http://${own}` }) }
}
