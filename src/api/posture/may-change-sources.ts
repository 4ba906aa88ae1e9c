import type { MiddlewareHandler } from 'hono'
import { refuse } from '../problems/refuse.ts'
import type { ApiEnv } from './authenticate.ts'
import { LOCAL_OWNER } from './sessions.ts'

/**
 * Whether the caller holds the role Developer. There are no people yet: the local owner holds every role, signed in or by
 * the command line's token, and nobody else holds any.
 */
function mayChangeSources({ actor, via }: Pick<ApiEnv['Variables'], 'actor' | 'via'>): boolean {
  return actor === LOCAL_OWNER && (via === 'session' || via === 'token')
}

/** Lets nobody else look at sources or change them. */
export function developersOnly(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (mayChangeSources({ actor: c.get('actor'), via: c.get('via') })) return await next()
    return refuse(c, {
      code: 'developers-only',
      detail: 'Seeing and changing the source of a skill needs the role Developer. Ask whoever gives out the roles.',
    })
  }
}
