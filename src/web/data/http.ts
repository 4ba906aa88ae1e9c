import type { Problem } from '../../api/contract/problem.ts'

/** Why a request did not bring what was asked for. */
export type Failure =
  /** The server said no, and why. Nothing was changed. */
  | { readonly type: 'refused'; readonly problem: Problem }
  /** No session: the start link was used up or has expired. */
  | { readonly type: 'signed-out' }
  /** The server did not answer, so nobody knows whether it heard. */
  | { readonly type: 'unreachable' }

/** What queries and commands fail with. */
export class RequestFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.type === 'refused' ? failure.problem.detail : failure.type, options)
    this.failure = failure
  }
}

export const BASE = '/api/v1'

/** The answer of `GET /api/v1<path>`. Rejects with `RequestFailed`. */
export function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>(path, { signal: signal ?? null })
}

/** The same `key` does the same thing once, however often it is sent. */
export interface Post {
  readonly path: string
  readonly body: unknown
  readonly key: string
}

/** The answer of `POST /api/v1<path>`. Rejects with `RequestFailed`. */
export function postJson<T>(post: Post): Promise<T> {
  return request<T>(post.path, carrying('POST', post))
}

/** Sends the bytes of a file with `POST /api/v1<path>`. */
export function postBytes<T>(path: string, bytes: Blob): Promise<T> {
  return request<T>(path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: bytes })
}

/** The same with `PUT`: what stands there is replaced. */
export function putJson<T>(post: Post): Promise<T> {
  return request<T>(post.path, carrying('PUT', post))
}

/** The same with `DELETE`: what stands there ends. */
export function deleteJson<T>(post: Post): Promise<T> {
  return request<T>(post.path, carrying('DELETE', post))
}

function carrying(method: 'POST' | 'PUT' | 'DELETE', { body, key }: Post): RequestInit {
  return { method, headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) }
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await send(path, init)
  if (response.ok) return (await response.json()) as T
  throw new RequestFailed(await failureOf(response))
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`${BASE}${path}`, { ...init, credentials: 'same-origin' })
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw new RequestFailed({ type: 'unreachable' }, { cause: error })
  }
}

async function failureOf(response: Response): Promise<Failure> {
  if (response.status === 401) return { type: 'signed-out' }
  if (!isProblem(response)) return { type: 'unreachable' }
  return { type: 'refused', problem: (await response.json()) as Problem }
}

function isProblem(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/problem+json') ?? false
}

/** What is wrong with what was sent, place by place. */
export function errorsIn(failed: RequestFailed | null): Problem['errors'] {
  return failed?.failure.type === 'refused' ? failed.failure.problem.errors : []
}
