import type { Context, MiddlewareHandler } from 'hono'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Caller } from '../../core/people/caller.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import type { Right } from '../../core/people/right.ts'
import type { Role } from '../../core/people/role.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { ApiParts } from '../api-parts.ts'
import { refuse } from '../problems/refuse.ts'
import { sessionSecret } from './cookie.ts'
import { siteOf } from './site.ts'

/** What every route behind the door knows. */
export interface ApiEnv {
  Variables: SignedIn & {
    /** What its route asks for; undefined: there is no such route. */
    asks: Right | 'anyone' | undefined
    /** As `ROUTE_RIGHTS` names it. */
    route: string
    /** With which role the caller does it; null: with none, and nothing is done. */
    role: Role | null
  }
}

interface SignedIn {
  caller: Caller
  /** Who acts. */
  actor: ActorId
  /** `terminal`: by the token that only whoever sits at this machine can read. */
  via: 'session' | 'terminal' | 'token'
  /** When the session or the token ends; null: never. */
  expiresAt: Timestamp | null
}

type Door = Pick<ApiParts, 'sessions' | 'people' | 'tokens' | 'port' | 'site' | 'sharing'>

/** Lets in who has a session or a token, and nobody else, but for the doors that are open to strangers. */
export function authenticate(door: Door): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (c.get('asks') === 'anyone') return await next()
    const signedIn = await signedInBy(c, door)
    if (signedIn === undefined) {
      return refuse(c, { code: 'not-signed-in', detail: door.sharing === undefined ? OPEN_A_LINK : SIGN_IN })
    }
    c.set('caller', signedIn.caller)
    c.set('actor', signedIn.actor)
    c.set('via', signedIn.via)
    c.set('expiresAt', signedIn.expiresAt)
    return await next()
  }
}

const OPEN_A_LINK = 'You are not signed in here. Type `workcharts open` for a start link.'
const SIGN_IN = 'You are not signed in here. Open this address in a browser and sign in.'

async function signedInBy(c: Context<ApiEnv>, door: Door): Promise<SignedIn | undefined> {
  const token = bearerToken(c)
  if (token !== undefined) return await byToken(token, door)
  const secret = sessionSecret(c, door)
  if (secret === undefined || isBlindChange(c)) return undefined
  const session = await findSession(secret, door)
  const caller = session && (await door.people.callerOf(session.actor))
  return session && caller && { ...session, caller, via: 'session' }
}

type Session = Pick<SignedIn, 'actor' | 'expiresAt'>

/** That of the local owner lives in this process and counts on this machine; those of people are kept. */
async function findSession(secret: string, door: Door): Promise<Session | undefined> {
  const own = siteOf(door).reach === 'machine' ? door.sessions.find(secret) : undefined
  if (own !== undefined) return own
  const session = await door.sharing?.signIn.find(secret)
  return session && { actor: session.person, expiresAt: session.expiresAt }
}

async function byToken(token: string, door: Door): Promise<SignedIn | undefined> {
  if (siteOf(door).reach === 'machine' && door.sessions.isToken(token))
    return { caller: LOCAL_OWNER, actor: LOCAL_OWNER.id, via: 'terminal', expiresAt: null }
  const holder = await door.tokens.holderOf(token)
  return holder && { ...holder, actor: holder.caller.id, via: 'token' }
}

function bearerToken(c: Context): string | undefined {
  return c.req.header('authorization')?.match(/^Bearer (\S+)$/)?.[1]
}

/** A browser always says where a change comes from; a cookie alone proves nothing. */
function isBlindChange(c: Context): boolean {
  return c.req.method !== 'GET' && c.req.header('origin') === undefined
}
