import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { EVENT_BYTES_MAX } from './contract/events.ts'
import type { ApiProblem } from './problems/refuse.ts'
import { readBytes } from './read-bytes.ts'

/** The bytes of a request that brings an event; no more of them are read than may come. */
export async function readEventBody(request: Request): Promise<Result<Uint8Array<ArrayBuffer>, ApiProblem>> {
  if (request.headers.has('content-encoding')) return err(ENCODED)
  const bytes = await readBytes(request, EVENT_BYTES_MAX)
  return bytes === 'too-many' ? err(TOO_LARGE) : ok(bytes)
}

/** Undefined where it is no UTF-8. */
export function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return undefined
  }
}

/** Headers by name in small letters. */
export function headersOf(request: Request): ReadonlyMap<string, string> {
  return new Map([...request.headers])
}

const TOO_LARGE: ApiProblem = {
  code: 'body-too-large',
  detail: `An event may have ${EVENT_BYTES_MAX} bytes, and this one has more. Send where the data is instead.`,
}
const ENCODED: ApiProblem = {
  code: 'event-type-unsupported',
  detail: 'The body is compressed. Send it without `Content-Encoding`.',
}
