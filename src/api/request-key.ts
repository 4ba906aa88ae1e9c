import type { Context } from 'hono'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { CommandId, RunId } from '../core/run/ids.ts'
import type { Ids } from '../engine/ports.ts'
import { UUID_V7 } from './contract/idempotency-key.ts'
import type { ApiProblem } from './problems/refuse.ts'

/** Longer keys are no keys. */
const KEY_CHARACTERS_MAX = 200

/** The id of a command: the caller's key, so that a repeated request gets the first answer. */
export function commandId(c: Context, ids: Ids): CommandId {
  const key = c.req.header('idempotency-key')
  return (key === undefined || key.length > KEY_CHARACTERS_MAX ? ids.next() : key) as CommandId
}

/** The ids of `count` new runs: the caller's key or made from it, so that a repeated request starts nothing twice. */
export function runIds(c: Context, count: number, ids: Ids): Result<readonly RunId[], ApiProblem> {
  const key = c.req.header('idempotency-key')?.toLowerCase()
  const indexes = Array.from({ length: count }, (_, index) => index)
  if (key === undefined) return ok(indexes.map(() => ids.next() as RunId))
  if (!UUID_V7.test(key)) return err(NOT_A_KEY)
  return ok(count === 1 ? [key as RunId] : indexes.map((index) => derived(key, index, ids.sha256)))
}

/** The id of the run that takes up another: made from the caller's key and that run, whichever others are beside it. */
export function retryIds(c: Context, ids: Ids): Result<(run: RunId) => RunId, ApiProblem> {
  const key = c.req.header('idempotency-key')?.toLowerCase()
  if (key === undefined) return ok(() => ids.next() as RunId)
  if (!UUID_V7.test(key)) return err(NOT_A_KEY)
  return ok((run) => {
    const hash = ids.sha256(`${key} ${run}`)
    return shaped(key, hash.slice(15, 18), hash)
  })
}

const NOT_A_KEY: ApiProblem = {
  code: 'idempotency-key-invalid',
  detail: 'The Idempotency-Key of a new run must be a UUID of version 7. Send one, or leave the header out.',
}

/** The number comes first, so that the runs stay in their order. */
function derived(key: string, index: number, sha256: Ids['sha256']): RunId {
  return shaped(key, index.toString(16).padStart(3, '0'), sha256(`${key} ${index}`))
}

/** Keeps the time of the key and takes the rest from a hash. */
function shaped(key: string, order: string, hash: string): RunId {
  return `${key.slice(0, 13)}-7${order}-8${hash.slice(0, 3)}-${hash.slice(3, 15)}` as RunId
}
