import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What the open door tells everybody. */
const SAID = 'what nobody else should read'

export interface Arrival {
  readonly method: string
  readonly cookie: string
}

/** A server without any defence: whoever asks is answered, and may read it. What does nothing here proves nothing elsewhere. */
export interface OpenDoor extends AsyncDisposable {
  readonly origin: string
  /** What came, without the questions of browsers whether something may come. */
  readonly arrivals: () => readonly Arrival[]
}

export async function anOpenDoor(): Promise<OpenDoor> {
  const arrivals: Arrival[] = []
  const server = createServer(async (request, response) => {
    const { method = '', headers } = request
    await text(request)
    if (!('access-control-request-method' in headers)) arrivals.push({ method, cookie: headers.cookie ?? '' })
    const { type, body } = saidTo(headers)
    response.writeHead(200, { ...opened(headers), 'content-type': type }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    arrivals: () => arrivals,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function opened({ origin = '*', ...headers }: IncomingHttpHeaders): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  }
}

interface Body {
  readonly type: string
  readonly body: string
}

/** In the shape that whoever asks for it can use. */
function saidTo({ 'sec-fetch-dest': wants = '', accept = '' }: IncomingHttpHeaders): Body {
  if (accept === 'text/event-stream') return { type: accept, body: `data: ${SAID}\n\n` }
  return BODIES[wants] ?? JSON_BODY
}

const JSON_BODY: Body = { type: 'application/json', body: JSON.stringify({ said: SAID }) }
const SCRIPT: Body = { type: 'text/javascript', body: `globalThis.stolen = ${JSON.stringify(SAID)}` }
const IMAGE: Body = { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>' }
const PAGE: Body = {
  type: 'text/html',
  body: `<!doctype html><title>Open</title><script>(opener ?? parent).postMessage(${JSON.stringify(SAID)}, '*')</script>`,
}
const BODIES: Readonly<Record<string, Body>> = {
  script: SCRIPT,
  worker: SCRIPT,
  serviceworker: SCRIPT,
  style: { type: 'text/css', body: '' },
  image: IMAGE,
  document: PAGE,
  iframe: PAGE,
  object: PAGE,
  embed: PAGE,
}
