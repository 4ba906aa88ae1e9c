import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs } from '../../core/basics/timestamp.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { Clock } from '../../engine/ports.ts'
import { SESSION_IDLE_MS, SESSION_MS } from '../../engine/sign-in.ts'

/** Long enough to click a link, too short to find it later in a history or a log. */
export const CODE_MS = 60_000
/** Browsers of one person; the oldest session gives way. */
const SESSIONS_MAX = 100
/** Links that were asked for and not used yet; the oldest gives way. */
const CODES_MAX = 20
const SECRET_BYTES = 32

/** Who is signed in. Lives in memory: a restart signs everybody out. */
export interface Sessions {
  /** A new one-time code for a start link. */
  readonly issueCode: () => string
  /** Trades a code for a session: its secret, or undefined where the code was used, is too old, or never was. */
  readonly exchange: (code: string) => string | undefined
  /** Who holds this secret; a session is prolonged by being used. */
  readonly find: (secret: string) => SignedIn | undefined
  readonly end: (secret: string) => void
  /** Signs out wherever somebody is signed in. */
  readonly endAll: () => void
  /** Whether this is the token of the command line. */
  readonly isToken: (token: string) => boolean
}

interface SignedIn {
  readonly actor: ActorId
  readonly expiresAt: Timestamp
}

interface Session {
  readonly startedAt: Timestamp
  readonly usedAt: Timestamp
}

export interface SessionParts {
  readonly clock: Clock
  /** What the command line proves itself with: from a file only its owner can read. */
  readonly token: string
}

export function createSessions({ clock, token }: SessionParts): Sessions {
  const codes = new Map<string, Timestamp>()
  const sessions = new Map<string, Session>()
  return {
    issueCode: () => remember(codes, addMs(clock.now(), CODE_MS), CODES_MAX),
    exchange: (code) => (take(codes, code, clock.now()) ? signIn(sessions, clock.now()) : undefined),
    find: (secret) => touch(sessions, hashOf(secret), clock.now()),
    end: (secret) => void sessions.delete(hashOf(secret)),
    endAll: () => sessions.clear(),
    isToken: (given) => isSame(given, token),
  }
}

/** Only hashes are kept: who reads the memory can not sign in with what is there. */
function remember<T>(entries: Map<string, T>, value: T, max: number): string {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  entries.set(hashOf(secret), value)
  const [oldest] = entries.keys()
  if (entries.size > max && oldest !== undefined) entries.delete(oldest)
  return secret
}

function take(codes: Map<string, Timestamp>, code: string, now: Timestamp): boolean {
  const hash = hashOf(code)
  const until = codes.get(hash)
  codes.delete(hash)
  return until !== undefined && now <= until
}

function signIn(sessions: Map<string, Session>, now: Timestamp): string {
  return remember(sessions, { startedAt: now, usedAt: now }, SESSIONS_MAX)
}

function touch(sessions: Map<string, Session>, hash: string, now: Timestamp): SignedIn | undefined {
  const session = sessions.get(hash)
  if (session === undefined) return undefined
  if (now > endOf(session)) {
    sessions.delete(hash)
    return undefined
  }
  const used = { ...session, usedAt: now }
  sessions.set(hash, used)
  return { actor: LOCAL_OWNER.id, expiresAt: endOf(used) }
}

function endOf({ startedAt, usedAt }: Session): Timestamp {
  return Math.min(addMs(usedAt, SESSION_IDLE_MS), addMs(startedAt, SESSION_MS)) as Timestamp
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** In the same time wherever they differ. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)))
}
