import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { ActorId } from '../../core/run/ids.ts'
import { refuse } from '../problems/refuse.ts'
import type { Sessions } from './sessions.ts'
import { LOCAL_OWNER, SESSION_MS } from './sessions.ts'

/** What every route behind the door knows. */
export interface ApiEnv {
  Variables: {
    /** Who acts. */
    actor: ActorId
    via: 'session' | 'token'
    /** When the session ends; null: a token does not. */
    expiresAt: Timestamp | null
  }
}

interface Door {
  readonly sessions: Sessions
  readonly port: number
}

/** Lets in who has a session or the command line's token, and nobody else. */
export function authenticate({ sessions, port }: Door): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (isSignIn(c)) return await next()
    const entry = entryOf(c, { sessions, port })
    if (entry === undefined) {
      return refuse(c, {
        code: 'not-signed-in',
        detail: 'You are not signed in here. Type `workcharts open` for a start link.',
      })
    }
    c.set('actor', entry.actor)
    c.set('via', entry.via)
    c.set('expiresAt', entry.expiresAt)
    return await next()
  }
}

/** The one door that is open to strangers: it takes a one-time code. */
function isSignIn(c: Context): boolean {
  return c.req.method === 'POST' && c.req.path === '/api/v1/session'
}

function entryOf(c: Context<ApiEnv>, { sessions, port }: Door): ApiEnv['Variables'] | undefined {
  const token = bearerToken(c)
  if (token !== undefined)
    return sessions.isToken(token) ? { actor: LOCAL_OWNER, via: 'token', expiresAt: null } : undefined
  const secret = sessionSecret(c, port)
  const signedIn = secret === undefined ? undefined : sessions.find(secret)
  if (signedIn === undefined || isBlindChange(c)) return undefined
  return { ...signedIn, via: 'session' }
}

function bearerToken(c: Context): string | undefined {
  return c.req.header('authorization')?.match(/^Bearer (\S+)$/)?.[1]
}

/** A browser always says where a change comes from; a cookie alone proves nothing. */
function isBlindChange(c: Context): boolean {
  return c.req.method !== 'GET' && c.req.header('origin') === undefined
}

/** Cookies ignore ports, so the name carries it. */
function cookieName(port: number): string {
  return `workcharts-session-${port}`
}

export function sessionSecret(c: Context, port: number): string | undefined {
  return getCookie(c, cookieName(port))
}

/** `Secure` is left out: the loopback address is plain HTTP. */
export function giveCookie(c: Context, port: number, secret: string): void {
  setCookie(c, cookieName(port), secret, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: SESSION_MS / 1000 })
}

export function takeCookie(c: Context, port: number): void {
  deleteCookie(c, cookieName(port), { path: '/' })
}
