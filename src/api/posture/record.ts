import type { MiddlewareHandler } from 'hono'
import type { ApiParts } from '../api-parts.ts'
import { UNRECORDED } from '../rights.ts'
import type { ApiEnv } from './authenticate.ts'

/** Writes down who asked for a change, as whom, and what came of it, before they are answered. */
export function recordChanges({
  engine,
  clock,
  ids,
}: Pick<ApiParts, 'engine' | 'clock' | 'ids'>): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next()
    const [asks, route] = [c.get('asks'), c.get('route')]
    if (asks === undefined || asks === 'anyone' || c.req.method === 'GET' || UNRECORDED.has(route)) return
    const action = `${c.req.method} ${c.req.path}`.slice(0, ACTION_CHARACTERS_MAX)
    const row = {
      id: ids.next(),
      at: clock.now(),
      actor: c.get('actor'),
      role: c.get('role'),
      action,
      status: c.res.status,
    }
    await engine.write({ audit: row })
  }
}

const ACTION_CHARACTERS_MAX = 500
