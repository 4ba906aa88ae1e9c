import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'

export interface ModelServer {
  /** With `/v1`. */
  readonly baseUrl: string
  readonly asked: IncomingMessage[]
}

type Respond = (request: IncomingMessage, response: ServerResponse) => void

/** A real server on a free port of this machine that answers as it is told. */
export async function aModelServer(respond: Respond): Promise<ModelServer> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    respond(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { baseUrl: `http://127.0.0.1:${address.port}/v1`, asked }
}

/** Answers with a list of these models. */
export function listing(...models: readonly string[]): Respond {
  return (_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ object: 'list', data: models.map((id) => ({ id, object: 'model' })) }))
  }
}
