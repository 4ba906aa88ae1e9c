import type { FetchLike } from '@modelcontextprotocol/client'
import { RECEIVED_MAX_BYTES } from './limits.ts'

/**
 * `fetch`, with no more of a response's body than a server may send: a longer one fails where it is read. `onCallEnded`:
 * the response to a call of a tool has ended, whether or not it held the result.
 */
export function watchedFetch(onCallEnded: () => void): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, init)
    if (response.body === null) return response
    const body = response.body.pipeThrough(bounded(isCall(init?.body) ? onCallEnded : () => undefined))
    return new Response(body, response)
  }
}

function isCall(body: unknown): boolean {
  return typeof body === 'string' && body.includes('"method":"tools/call"')
}

function bounded(onEnded: () => void): TransformStream<Uint8Array, Uint8Array> {
  let received = 0
  return new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      received += chunk.length
      if (received > RECEIVED_MAX_BYTES) throw new Error('It sent more than 16 MiB.')
      controller.enqueue(chunk)
    },
    flush: onEnded,
    cancel: onEnded,
  })
}
