import type { Context, MiddlewareHandler } from 'hono'
import { refuse } from '../problems/refuse.ts'

/** The names under which this server may be asked for. Anything else is another name that was pointed at this machine. */
function allowedHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${port}`, `localhost:${port}`])
}

/** Answers only to its own names, and to no page but its own: against DNS rebinding and requests from other sites. */
export function sameOriginOnly(port: number): MiddlewareHandler {
  const hosts = allowedHosts(port)
  return async (c, next) => {
    const host = c.req.header('host')
    if (host === undefined || !hosts.has(host)) {
      return refuse(c, {
        code: 'host-refused',
        detail: `This server answers to 127.0.0.1:${port} only. Type \`workcharts open\`.`,
      })
    }
    if (!isOwnPage(c, host)) {
      return refuse(c, {
        code: 'origin-refused',
        detail: 'This request came from another page. Use the pages of this server.',
      })
    }
    return await next()
  }
}

/** Browsers say where a request comes from; what says nothing is no browser's page. */
function isOwnPage(c: Context, host: string): boolean {
  const origin = c.req.header('origin')
  if (origin !== undefined && origin !== `http://${host}`) return false
  const site = c.req.header('sec-fetch-site')
  return site === undefined || site === 'same-origin' || (site === 'none' && c.req.method === 'GET')
}
