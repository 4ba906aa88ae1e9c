import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { request as requestPlain } from 'node:http'
import { request as requestEncrypted } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { isNearby } from '../../core/connection/address.ts'
import { isPublicAddress } from './public-address.ts'

/** A receiver says in a few words whether it took something. More is not read. */
const ANSWER_BYTES_MAX = 64 * 1024
/** However slow it is, it has answered by then or has not. */
const POST_LIMIT_MS = 10_000

export interface Post {
  /** As `checkAddress` lets it be. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Posting {
  readonly signal: AbortSignal
  readonly limitMs?: number
  readonly resolve?: Resolve
}

/** Finds the numeric addresses of a name. */
type Resolve = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** What came of it. `reason`: a code of the system, or a few words; never what was sent. */
export type Posted =
  | { readonly type: 'answered'; readonly status: number }
  | { readonly type: 'unanswered'; readonly reason: string }

/** Sends once, follows nobody elsewhere, and connects only to the address that was judged. */
export async function post(
  sent: Post,
  { signal, limitMs = POST_LIMIT_MS, resolve = lookup }: Posting,
): Promise<Posted> {
  const limit = AbortSignal.timeout(limitMs)
  const url = new URL(sent.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isNearby(url.hostname) && !isPublicAddress(host)) return unanswered(FORBIDDEN)
  try {
    const options = {
      method: 'POST',
      headers: { ...sent.headers, 'content-length': String(Buffer.byteLength(sent.body)) },
      agent: false,
      signal: AbortSignal.any([signal, limit]),
      lookup: isNearby(url.hostname) ? asLookup(resolve, () => true) : asLookup(resolve, isPublicAddress),
    } as const
    return { type: 'answered', status: await statusOf(url, options, sent.body) }
  } catch (error) {
    return unanswered(limit.aborted ? `no answer within ${limitMs / 1_000} seconds` : codeOf(error))
  }
}

const FORBIDDEN = 'it leads to a private address'

function unanswered(reason: string): Posted {
  return { type: 'unanswered', reason }
}

type Options = Parameters<typeof requestEncrypted>[1]

function statusOf(url: URL, options: Options, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestEncrypted : requestPlain)(url, options, (response) => {
      drain(response).then(() => resolve(response.statusCode ?? 0), reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Reads the answer away, so that it is over; a long one is broken off. */
async function drain(response: IncomingMessage): Promise<void> {
  let size = 0
  for await (const chunk of response) {
    size += (chunk as Buffer).byteLength
    if (size > ANSWER_BYTES_MAX) break
  }
}

/** What a name leads to is judged where the connection is made, so that it can not lead elsewhere in between. */
function asLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      const flaw = error ?? flawOf(addresses, isAllowed)
      if (flaw !== null || first === undefined) done(flaw, '', 0)
      else if (options.all === true) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}

function flawOf(addresses: readonly LookupAddress[], isAllowed: (address: string) => boolean): Error | null {
  if (addresses.length === 0) return new Error('no address')
  return addresses.every(({ address }) => isAllowed(address)) ? null : new Error(FORBIDDEN)
}

/** Codes are words of the system. Other messages are not passed on: they may repeat what was sent. */
function codeOf(error: unknown): string {
  if (error instanceof Error && error.message === FORBIDDEN) return FORBIDDEN
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'no connection'
}
