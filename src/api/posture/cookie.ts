import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SESSION_MS } from '../../engine/sign-in.ts'
import type { ApiParts } from '../api-parts.ts'
import type { Site } from './site.ts'
import { siteOf } from './site.ts'

type Listener = Pick<ApiParts, 'site' | 'port'>

/** Cookies ignore ports, so the name carries it. Under TLS the name also keeps other hosts from setting one (`__Host-`). */
function cookieName(listener: Listener): string {
  return `${isSecure(siteOf(listener)) ? '__Host-' : ''}workcharts-session-${listener.port}`
}

/** The loopback address is plain HTTP: a cookie that is `Secure` would not come back. */
function isSecure({ pages }: Site): boolean {
  return [...pages.values()].every((origin) => origin.startsWith('https:'))
}

export function sessionSecret(c: Context, listener: Listener): string | undefined {
  return getCookie(c, cookieName(listener))
}

export function giveCookie(c: Context, listener: Listener, secret: string): void {
  setCookie(c, cookieName(listener), secret, { ...attributesOf(listener), maxAge: SESSION_MS / 1000 })
}

export function takeCookie(c: Context, listener: Listener): void {
  deleteCookie(c, cookieName(listener), attributesOf(listener))
}

function attributesOf(listener: Listener) {
  return { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure(siteOf(listener)) } as const
}
