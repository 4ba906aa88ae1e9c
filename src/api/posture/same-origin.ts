import type { Context, MiddlewareHandler } from 'hono'
import { refuse } from '../problems/refuse.ts'
import type { Site } from './site.ts'

/** Answers only to its own names, and to no page but its own: against DNS rebinding and requests from other sites. */
export function sameOriginOnly({ pages }: Site): MiddlewareHandler {
  return async (c, next) => {
    const own = pages.get(c.req.header('host') ?? '')
    if (own === undefined) {
      const [name = ''] = pages.keys()
      return refuse(c, {
        code: 'host-refused',
        detail: `This server answers to ${name} only. Type \`workcharts open\`.`,
      })
    }
    if (!isOwnPage(c, own)) {
      return refuse(c, {
        code: 'origin-refused',
        detail: 'This request came from another page. Use the pages of this server.',
      })
    }
    return await next()
  }
}

/** Browsers say where a request comes from; what says nothing is no browser's page. */
function isOwnPage(c: Context, own: string): boolean {
  const origin = c.req.header('origin')
  if (origin !== undefined && origin !== own) return false
  const site = c.req.header('sec-fetch-site')
  if (site === undefined || site === 'same-origin') return true
  return c.req.method === 'GET' && !isAhead(c) && (site === 'none' || isFollowedLink(c))
}

/** A page can have any address fetched ahead of time, and the browser says of that too that no page asked for it. */
function isAhead(c: Context): boolean {
  return c.req.header('sec-purpose') !== undefined
}

/** Of a mail or a chat that is read in a browser: it leaves that page for one of ours, which is the same for everybody. */
function isFollowedLink(c: Context): boolean {
  const isWindow = c.req.header('sec-fetch-mode') === 'navigate' && c.req.header('sec-fetch-dest') === 'document'
  return isWindow && !c.req.path.startsWith('/api/')
}
