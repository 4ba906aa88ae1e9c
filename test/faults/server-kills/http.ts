import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How a client reaches the server that runs now. */
export interface Address {
  readonly base: string
  readonly token: string
}

export async function readAddress(home: string): Promise<Address> {
  const { port, token } = JSON.parse(await readFile(join(home, 'workcharts/server.json'), 'utf8'))
  return { base: `http://127.0.0.1:${port}/api/v1`, token }
}

export interface Call {
  readonly path: string
  /** Absent: it asks. */
  readonly body?: unknown
  /** Sent as `Idempotency-Key`. */
  readonly key?: string
}

/** The answer's status and body. Undefined: the connection broke before it was there as a whole. */
export async function call(
  { base, token }: Address,
  { path, body, key }: Call,
): Promise<{ readonly status: number; readonly body: unknown } | undefined> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  }
  try {
    const response = await fetch(`${base}${path}`, {
      headers,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  } catch {
    return undefined
  }
}
